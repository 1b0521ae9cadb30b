using System.Text;
using SlackAudit.Cli.Import;

namespace SlackAudit.Tests.Cli.Import;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb", "a|b")]
    [InlineData("\n\na", "||a")]
    [InlineData("", "")]
    [InlineData("a\n\n", "a|")]
    [InlineData("\uFEFFa\n\uFEFFb", "a|\uFEFFb")]
    public async Task LinesAreWhatIsBetweenTheirBreaks(string text, string lines)
    {
        var read = await Lines(text, 10);

        Assert.Equal(text.Length == 0 ? [] : lines.Split('|'), read);
    }

    [Fact]
    public async Task WhatIsTooLongIsReadOverAndTheNextLineIsWhole()
    {
        var read = await Lines($"short\n{new string('x', 300_000)}\nnext\n{new string('y', 200_000)}", 150_000);

        Assert.Equal(["short", "too long", "next", "too long"], read);
    }

    [Fact]
    public async Task LinesAcrossManyReadsAreWhole()
    {
        var lines = Enumerable.Range(0, 500).Select(i => new string((char)('a' + i % 26), i * 7)).ToList();

        Assert.Equal(lines, await Lines(string.Join('\n', lines), 10_000));
    }

    static async Task<List<string>> Lines(string text, int longest)
    {
        await using var stream = new Dribble(Encoding.UTF8.GetBytes(text));
        var reader = new LineReader(stream, longest);
        var lines = new List<string>();
        while (await reader.NextAsync(default) is var (bytes, tooLong)) lines.Add(tooLong ? "too long" : Encoding.UTF8.GetString(bytes));
        Assert.Equal(lines.Count, reader.Line);
        return lines;
    }

    /// <summary>A stream that gives as few bytes at a time as it likes.</summary>
    sealed class Dribble(byte[] bytes) : MemoryStream(bytes)
    {
        readonly Random random = new(3);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 5000))], cancellationToken);
    }
}
