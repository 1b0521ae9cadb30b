using System.Buffers;
using System.Text;
using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Record.Export;

namespace SlackAudit.Tests.Cli;

public sealed class ExportTests
{
    [Fact]
    public void ALineOfJsonIsTheEventJson()
    {
        var told = Some.Event() with { Id = 7, Hash = new byte[32] };

        Assert.Equal(EventJson.ToLine(told) + "\n", Written(ExportFormat.NdJson, told));
    }

    [Fact]
    public void ATableHasEveryFieldOfTheEventJsonInItsOrder()
    {
        var told = Some.Event() with { Id = 7, Sensitive = true, Actor = null, Hash = new byte[32], RecordedAt = Some.Now };
        using var json = JsonDocument.Parse(EventJson.ToLine(told));

        var lines = Written(ExportFormat.Csv, told).Split("\r\n");

        Assert.Equal(json.RootElement.EnumerateObject().Select(field => field.Name), lines[0].Split(','));
        Assert.Equal(json.RootElement.EnumerateObject().Select(field => field.Value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => field.Value.GetString(),
            _ => field.Value.GetRawText(),
        }), lines[1].Split(','));
        Assert.Equal(("", 3), (lines[2], lines.Length));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30 1", "'+49 30 1")]
    [InlineData("-rf", "'-rf")]
    [InlineData("@alice", "'@alice")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝cmd", "'＝cmd")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("plain = text", "plain = text")]
    [InlineData("", "")]
    public void NoCellIsAFormulaOrEndsItsLine(string text, string cell) => Assert.Equal(cell, Csv.Cell(text));

    static string Written(ExportFormat format, params AuditEvent[] events)
    {
        var output = new ArrayBufferWriter<byte>();
        var lines = new ExportLines(output, format);
        lines.Begin();
        foreach (var each in events) lines.Write(each);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
