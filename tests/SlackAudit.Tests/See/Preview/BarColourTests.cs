using SlackAudit.See.Preview;

namespace SlackAudit.Tests.See.Preview;

public sealed class BarColourTests
{
    [Theory]
    [InlineData("#d93025", "red")]
    [InlineData("#e8710a", "orange")]
    [InlineData("#188038", "green")]
    [InlineData("#1a73e8", "blue")]
    [InlineData("#80868b", "grey")]
    [InlineData("#8e24aa", "purple")]
    [InlineData("danger", "red")]
    [InlineData("good", "green")]
    [InlineData("warning", "orange")]
    [InlineData("#xyzxyz", "grey")]
    [InlineData("#12", "grey")]
    [InlineData("\" onload=\"x", "grey")]
    [InlineData(null, "grey")]
    public void AnyColourBecomesOneThatTheStyleSheetKnows(string? colour, string expected) => Assert.Equal(expected, BarColour.Nearest(colour));
}
