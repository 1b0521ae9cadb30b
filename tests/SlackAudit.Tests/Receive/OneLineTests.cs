using SlackAudit.Receive;

namespace SlackAudit.Tests.Receive;

public sealed class OneLineTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \n ", null)]
    [InlineData(" a ", "a")]
    [InlineData("a\r\n\tb", "a b")]
    [InlineData("a\u2028b\u0085c\u001bd", "a b c d")]
    [InlineData("0123456789", "0123456789")]
    [InlineData("0123456789a", "012345678…")]
    [InlineData("01234567 9a", "01234567…")]
    [InlineData("01234567👩‍🚀", "01234567…")]
    [InlineData("01234567e\u0301a", "01234567…")]
    public void TextBecomesOneLineOfTenCharactersAtMost(string? text, string? line) => Assert.Equal(line, OneLine.Of(text, 10));

    [Fact]
    public void ACharacterStackedEndlesslyIsCutWithoutHalvingAPair()
    {
        var line = OneLine.Of("👩" + string.Concat(Enumerable.Repeat("\u200d👩", 500)), 10)!;
        Assert.InRange(line.Length, 2, 10);
        Assert.DoesNotContain('\uFFFD', line);
        Assert.Equal(line, line.Normalize());
    }
}
