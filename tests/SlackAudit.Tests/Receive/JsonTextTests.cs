using System.Text;
using System.Text.Json;
using SlackAudit.Receive;

namespace SlackAudit.Tests.Receive;

public sealed class JsonTextTests
{
    static JsonElement Json(string text)
    {
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(text));
        return document.RootElement.Clone();
    }

    [Fact]
    public void TextIsReadAlongAPath() => Assert.Equal("c", Json("""{"a":{"b":"c"}}""").Text("a", "b"));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":"text"}""")]
    [InlineData("""{"a":[{"b":"c"}]}""")]
    [InlineData("""{"a":{"b":null}}""")]
    [InlineData("""{"a":{"b":7}}""")]
    [InlineData("""{"a":{"b":{}}}""")]
    [InlineData("""{"a":{"b":" \t"}}""")]
    [InlineData("[]")]
    public void WhateverElseIsThereIsNoText(string json) => Assert.Null(Json(json).Text("a", "b"));

    [Fact]
    public void HalfASurrogatePairBecomesAReplacementCharacter() =>
        Assert.Equal("a\n\"ä\uFFFDb", Json("""{"a":"a\n\"\u00e4\ud83db"}""").Text("a"));

    [Theory]
    [InlineData("""{"\ud83d":1,"a":"c"}""")]
    [InlineData("""{"a":"c","\ud83d":1}""")]
    [InlineData("""{"a":"c","a\ud83d":1,"\udc00a":2}""")]
    public void ABrokenNameHidesOnlyItself(string json)
    {
        Assert.Equal("c", Json(json).Text("a"));
        Assert.Null(Json(json).Text("b"));
    }

    [Fact]
    public void AnIdMayBeANumber()
    {
        Assert.Equal("12345678901234567890", Json("""{"id":12345678901234567890}""").TextOrNumber("id"));
        Assert.Equal("x", Json("""{"id":"x"}""").TextOrNumber("id"));
        Assert.Null(Json("""{"id":true}""").TextOrNumber("id"));
    }

    [Theory]
    [InlineData("7", 7L)]
    [InlineData("7.5", null)]
    [InlineData("1e999", null)]
    [InlineData("\"7\"", null)]
    public void OnlyWholeNumbersAreNumbers(string value, long? number) => Assert.Equal(number, Json($$"""{"n":{{value}}}""").Number("n"));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", null)]
    [InlineData("1", null)]
    public void OnlyTrueAndFalseAreFlags(string value, bool? flag) => Assert.Equal(flag, Json($$"""{"f":{{value}}}""").Flag("f"));

    [Theory]
    [InlineData("\"2026-03-02T14:03:00Z\"")]
    [InlineData("\"2026-03-02T15:03:00+0100\"")]
    [InlineData("\"2026-03-02T14:03:00.000+0000\"")]
    [InlineData("\"2026-03-02T16:03:00+02:00\"")]
    [InlineData("\"2026-03-02T14:03:00\"")]
    [InlineData("\"2026-03-02T14:03:00.000000000Z\"")]
    [InlineData("\"2026-03-02 14:03:00\"")]
    [InlineData("\"2026-03-02 14:03:00.000000000\"")]
    [InlineData("\"2026-03-02 14:03:00 UTC\"")]
    [InlineData("\"2026-03-02 16:03:00 +0200\"")]
    [InlineData("1772460180")]
    [InlineData("1772460180000")]
    public void InstantsAreReadInEveryFormThatSendersUse(string value)
    {
        var instant = Json($$"""{"at":{{value}}}""").Instant("at");
        Assert.Equal(Some.Now, instant);
        Assert.Equal(TimeSpan.Zero, instant!.Value.Offset);
    }

    [Theory]
    [InlineData("\"0001-01-01T00:00:00Z\"")]
    [InlineData("\"1970-01-01T00:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"12:00\"")]
    [InlineData("\"2026-03-02 half past\"")]
    [InlineData("\"0001-01-01 00:00:00 +1400\"")]
    [InlineData("\"\\ud83d026-03-02T14:03:00Z\"")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("9223372036854775807")]
    [InlineData("1e20")]
    [InlineData("null")]
    [InlineData("{}")]
    public void WhatIsNoInstantIsNone(string value) => Assert.Null(Json($$"""{"at":{{value}}}""").Instant("at"));

    [Fact]
    public void ItemsOfNoArrayAreNone()
    {
        Assert.Equal(2, Json("""{"a":[1,2]}""").Items("a").Count());
        Assert.Equal(2, Json("""{"a":[1,2]}""").Count("a"));
        Assert.Empty(Json("""{"a":{}}""").Items("a"));
        Assert.Equal(0, Json("{}").Count("a"));
    }

    [Fact]
    public void AByteOrderMarkAndBrokenUtf8AreMended()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "{\"a\":\"x"u8, 0xC3, .. "\"}"u8];
        using var document = JsonText.Parse(body);
        Assert.Equal("x\uFFFD", document.RootElement.Text("a"));
    }
}
