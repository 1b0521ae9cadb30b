using SlackAudit.Events;

namespace SlackAudit.Tests.Events;

public sealed class ReferencesTests
{
    const string Sha = "0A1B2C3D4E5F60718293a4b5c6d7e8f901234567";

    [Theory]
    [InlineData("commit", Sha, "commit:0a1b2c3d4e5f60718293a4b5c6d7e8f901234567")]
    [InlineData("commit", "0000000000000000000000000000000000000000", null)]
    [InlineData("commit", "0a1b2c3", null)]
    [InlineData("commit", "main", null)]
    [InlineData("pr", "Acme/MyApp#12", "pr:acme/myapp#12")]
    [InlineData("release", "production/myapp/RABC", "release:production/myapp/RABC")]
    [InlineData("session", "Ümläut", "session:Ümläut")]
    [InlineData("session", "two words", null)]
    [InlineData("session", "a\u202eb", null)]
    [InlineData("session", "", null)]
    [InlineData("session", null, null)]
    public void AValueThatCannotBeReferredToIsNone(string kind, string? value, string? expected) => Assert.Equal(expected, References.To(kind, value));

    [Fact]
    public void WhatSomebodyWroteIsReadAndTheRestIsLeftOut() => Assert.Equal(
        ["release:a/R1", "x-y:Z", "session:a:b"],
        References.Read("  release:a/R1 nothing :empty kind: X-Y:Z 9:9 session:a:b k\u0000:v  https\u0007://x "));

    [Fact]
    public void AnEventCarriesFewAndShortOnesHoweverManyItNames()
    {
        var many = References.Join(Enumerable.Range(0, 10_000).Select(i => References.To("run", $"r{i}")));
        var read = References.Join(References.Read(string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"run:r{i}"))));
        var wide = References.Join(Enumerable.Range(0, 8).Select(i => References.To("run", $"{i}{new string('x', 190)}")));

        Assert.Equal("run:r0 run:r1 run:r2 run:r3 run:r4 run:r5 run:r6 run:r7", many);
        Assert.Equal(many, read);
        Assert.InRange(wide!.Length, 300, References.LongestText);
        Assert.Null(References.To("run", new string('x', 1_000_000)));
        Assert.Null(References.Join(References.Read(new string('x', 1_000_000))));
        Assert.Null(References.Join(References.Read("run:" + new string('x', 1_000_000))));
        Assert.Equal("run:a", References.Join("run:a", null, "run:a"));
    }
}
