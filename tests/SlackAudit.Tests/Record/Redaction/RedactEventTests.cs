using System.Globalization;
using CsCheck;
using SlackAudit.Events;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record.Redaction;

public sealed class RedactEventTests
{
    static readonly string Token = "gh" + "p_0123456789abcdef0123456789abcdef0123";

    static readonly string[] Parts = ["password: fix ", "token=", "a ", Token, "👍🏽", "Bearer a"];

    static AuditEvent Everywhere(string text) => Some.Event() with
    {
        Source = text,
        Action = text,
        SourceAction = text,
        Actor = text,
        App = text,
        Target = text,
        TargetType = text,
        Scope = text,
        Summary = text,
        Url = "https://x.example/" + text,
        ClientAddress = text,
    };

    static string?[] Texts(AuditEvent e) =>
        [e.Source, e.Action, e.SourceAction, e.Actor, e.App, e.Target, e.TargetType, e.Scope, e.Summary, e.Url, e.ClientAddress];

    [Fact]
    public void AnOrdinaryEventStaysAsItIs()
    {
        var e = Some.Event() with { Target = "prod-db", Scope = "production", Url = "https://x.example/1", ClientAddress = "10.0.0.1" };

        Assert.Equal(e, Redact.Event(e));
    }

    [Fact]
    public void NoTextKeepsASecretEvenOneWithInvisibleCharactersInIt()
    {
        var e = Redact.Event(Everywhere("pushed " + Token.Insert(8, "\u200B") + " away"));

        Assert.All(Texts(e), text => Assert.DoesNotContain(Token[10..30], text ?? "", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("pushed [redacted] away", e.Summary);
    }

    [Fact]
    public void ASecretAtTheEndOfALongTextIsNotCutIntoSomethingUnknown()
    {
        var e = Redact.Event(Some.Event() with { Actor = new string('a', 240) + " " + Token, Summary = new string('a', 980) + " " + Token });

        Assert.DoesNotContain("gh" + "p_", e.Actor + e.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTextFitsItsColumn()
    {
        var e = Redact.Event(Everywhere(new string('x', 3000)));

        Assert.Equal([100, 100, 200, 256, 256, 256, 100, 256, 1000, null, null], Texts(e).Select(t => t?.Length));
    }

    [Fact]
    public void TheActionIsLowerCaseAndNeverEmpty()
    {
        Assert.Equal("env.change", Redact.Event(Some.Event(" Env.Change ")).Action);
        Assert.Equal(Actions.Other, Redact.Event(Some.Event("\u200B ")).Action);
    }

    [Fact]
    public void AnIdThatDoesNotFitOrHoldsASecretBecomesItsHashSoThatItStaysWhatItIs()
    {
        Assert.Equal("sha256:" + Sha256(Token), Redact.Event(Some.Event() with { SourceEventId = Token }).SourceEventId);
        Assert.Equal("sha256:" + Sha256(Token + "/2"), Redact.Event(Some.Event() with { SourceEventId = Token + "/2" }).SourceEventId);
        Assert.Equal("72d3162e-cc78-11e3-81ab-4c9367dc0958", Redact.Event(Some.Event() with { SourceEventId = "72d3162e-cc78-11e3-81ab-4c9367dc0958" }).SourceEventId);
        Assert.Equal(
            "sha256:" + Sha256(new string('a', 201)),
            Redact.Event(Some.Event() with { SourceEventId = new string('a', 201) }).SourceEventId);
        Assert.NotEqual(
            Redact.Event(Some.Event() with { SourceEventId = "a\0b" }).SourceEventId,
            Redact.Event(Some.Event() with { SourceEventId = "ab" }).SourceEventId);
    }

    [Fact]
    public void TheTimeIsUtcToTheMicrosecond()
    {
        var e = Some.Event() with { OccurredAt = DateTimeOffset.Parse("2026-03-02T14:03:00.1234567+02:00", CultureInfo.InvariantCulture) };

        Assert.Equal("2026-03-02T12:03:00.1234560+00:00", Redact.Event(e).OccurredAt.ToString("O", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ASecondTimeChangesNothing() => Gen.OneOf(Gen.String, Gen.Int[0, Parts.Length - 1].Array[0, 120].Select(parts => string.Concat(parts.Select(i => Parts[i])))).Sample(text =>
    {
        var once = Redact.Event(Everywhere(text));
        Assert.Equal(Texts(once), Texts(Redact.Event(once)));
        Assert.Equal(once.SourceEventId, Redact.Event(once).SourceEventId);
    }, iter: 5000);

    static string Sha256(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("commit:9f8e7d6c5b4a39281706f5e4d3c2b1a098765432")]
    [InlineData("session:christophe-wzleysigzmbd6fmkefjqvt5w4u")]
    [InlineData("session:ca1ed9f4-7bf4-4c85-81a8-1b11253d1ba6")]
    [InlineData("session:ecs-execute-command-0f68ea6f3aa0d0a3b")]
    [InlineData("release:production/myapp/RABCDEFGHIJ build:production/myapp/BABCDEFGHIJ")]
    [InlineData("pr:acme/myapp#12 deployment:acme/myapp/145988746 run:acme/myapp/9876543210")]
    [InlineData("image:ami-0123456789abcdef0 template:eu-west-1/111122223333/lt-0123456789abcdef0 group:eu-west-1/111122223333/web-asg")]
    public void WhatAnEventRefersToIsNoSecret(string correlation) =>
        Assert.Equal(correlation, Redact.Event(Some.Event() with { Correlation = correlation }).Correlation);
}
