using System.Text;
using CsCheck;
using SlackAudit.Record.Apps;

namespace SlackAudit.Tests.Record.Apps;

public sealed class EnvChangeTests
{
    [Theory]
    [InlineData("""{"data":{"description":"env add:A,B change:C remove:D=x"}}""", "A,B added -", "C changed -", "D=x removed -")]
    [InlineData("""{"env":{"A":"[redacted:0123456789ab]","B":"[redacted]"}}""", "A set 0123456789ab")]
    [InlineData("""{"description":"env change:A","env":{"A":"[redacted:0123456789ab]"}}""", "A changed 0123456789ab")]
    [InlineData("""{"env":{"A":"[redacted:0123456789ab]"},"description":"env change:A"}""", "A changed 0123456789ab")]
    [InlineData("""{"description":"deploy add:A"}""")]
    [InlineData("""{"description":7,"env":null,"x":[{"A":"[redacted:0123456789ab]"}]}""", "A set 0123456789ab")]
    [InlineData("""{"description":"\ud800","env":{"A":"\ud800"}}""")]
    [InlineData("""[1,"env add:A"]""")]
    [InlineData("no json")]
    [InlineData("")]
    public void VariablesAreReadFromWhatWasKept(string payload, params string[] read) =>
        Assert.Equal(read, EnvChange.Of(Encoding.UTF8.GetBytes(payload)).Select(change => $"{change.Name} {change.Did} {change.Fingerprint ?? "-"}"));

    [Fact]
    public void WhateverWasKeptIsReadInTime()
    {
        Gen.Byte.Array[0, 200].Sample(bytes => EnvChange.Of(bytes).Count <= 200);
        Assert.Equal(200, EnvChange.Of(Encoding.UTF8.GetBytes($$"""{"description":"env {{string.Join(' ', Enumerable.Range(0, 5_000).Select(i => $"add:V{i}"))}}"}""")).Count);
        Assert.Empty(EnvChange.Of(Encoding.UTF8.GetBytes(new string('[', 100_000))));
    }
}
