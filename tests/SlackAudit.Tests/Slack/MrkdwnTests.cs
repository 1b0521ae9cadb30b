using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Slack;

public sealed class MrkdwnTests
{
    [Theory]
    [InlineData("<!channel> & <https://evil|ok> @here", "&lt;!channel&gt; &amp; &lt;https://evil|ok&gt; @here")]
    [InlineData("&lt;!here&gt;", "&amp;lt;!here&amp;gt;")]
    [InlineData("*bold* _it_ ~no~ `run`", "∗bold∗ ˍitˍ ∼no∼ ˋrunˋ")]
    [InlineData("> quote", "› quote")]
    [InlineData("  > quote", "  › quote")]
    [InlineData("a > b", "a &gt; b")]
    [InlineData("one\r\ntwo\nthree\u2028four", "one two three four")]
    [InlineData("\u202Egnp.exe\u0000\u200B\uFEFF", "gnp.exe")]
    [InlineData(null, "")]
    public void UntrustedTextStaysText(string? untrusted, string escaped) => Assert.Equal(escaped, Mrkdwn.Escape(untrusted).ToString());

    [Theory]
    [InlineData("my_app__v2 2*3*4 a~b")]
    [InlineData("14:03:00 10.0.0.1:5432 12:30:45")]
    [InlineData("https://example.com/a_b")]
    [InlineData("Grüße, 世界, café")]
    [InlineData("👩‍👩‍👧 👍🏽 ❤️‍🔥 🏳️‍🌈 🇩🇪 🙂‍↔️")]
    public void OrdinaryNamesTimesAndEmojiAreNotTouched(string text) => Assert.Equal(text, Mrkdwn.Escape(text).ToString());

    [Theory]
    [InlineData(":tada:", "꞉tada:")]
    [InlineData("arn:aws:iam::123456789012:role/x", "arn꞉aws꞉iam::123456789012:role/x")]
    [InlineData(":100:", "꞉100:")]
    [InlineData("note: this", "note: this")]
    public void ANameBetweenColonsDoesNotBecomeAnEmoji(string untrusted, string escaped) => Assert.Equal(escaped, Mrkdwn.Escape(untrusted).ToString());

    [Fact]
    public void MultilineTextKeepsItsLinesButQuotesNothing() =>
        Assert.Equal("a\n› b\nc", Mrkdwn.Escape("a\r\n> b\n\u200Bc", multiline: true).ToString());

    [Fact]
    public void HalfACharacterIsReplaced() => Assert.Equal("\uFFFD half \uFFFD", Mrkdwn.Escape("\uD800 half \uDC00").ToString());

    [Fact]
    public void ATowerOfMarksIsCutDown() => Assert.Equal("Z" + new string('\u0336', 8), Mrkdwn.Escape("Z" + new string('\u0336', 900)).ToString());

    [Theory]
    [InlineData("psql -c \"select 1 < 2 & 3\"", "`psql -c \"select 1 &lt; 2 &amp; 3\"`")]
    [InlineData("a`b``c", "`aˋbˋˋc`")]
    [InlineData("*.example.com _x_", "`*.example.com _x_`")]
    [InlineData("two\nlines ", "`two lines`")]
    [InlineData(" \u200B ", "")]
    public void CodeIsExactAndStaysInItsSpan(string untrusted, string code) => Assert.Equal(code, Mrkdwn.Code(untrusted).ToString());

    [Fact]
    public void ADateIsInTheReadersZoneAndInUtcElsewhere() =>
        Assert.Equal(
            "<!date^1772460180^{date_short_pretty} {time}|2026-03-02 14:03 UTC>",
            Mrkdwn.Date(Some.Now.ToOffset(TimeSpan.FromHours(5))).ToString());

    [Theory]
    [InlineData("https://example.com/a?b=1&c=2", "run *7*", "<https://example.com/a?b=1&amp;c=2|run ∗7∗>")]
    [InlineData("https://example.com/", "", "<https://example.com/|https://example.com/>")]
    [InlineData("https://example.com/a|b", "label", "label")]
    [InlineData("https://example.com/ a", "label", "label")]
    [InlineData("https://example.com/>", "label", "label")]
    [InlineData("https://bank.example@evil.example/", "label", "label")]
    [InlineData("javascript:alert(1)", "label", "label")]
    [InlineData("//example.com/", "label", "label")]
    [InlineData("https://example.com/\u202E", "label", "label")]
    [InlineData(null, "<b>", "&lt;b&gt;")]
    public void OnlyAPlainWebAddressBecomesALink(string? url, string label, string markup) => Assert.Equal(markup, Mrkdwn.Link(url, label).ToString());

    [Theory]
    [InlineData("U0123456789", "<@U0123456789>")]
    [InlineData("W1", "<@W1>")]
    [InlineData("U1>", "U1&gt;")]
    [InlineData("u0123", "u0123")]
    [InlineData("S0123", "S0123")]
    [InlineData("U0123\n", "U0123 ")]
    public void OnlyAUserIdBecomesAMention(string id, string markup) => Assert.Equal(markup, Mrkdwn.User(id).ToString());

    [Fact]
    public void AnInterpolatedTextEscapesItsHoles()
    {
        string? nobody = null;
        var text = Mrkdwn.Of($"*{"<!here>"}* ran {Mrkdwn.Code("ls")} {1234567} times{nobody}");
        Assert.Equal("*&lt;!here&gt;* ran `ls` 1,234,567 times", text.ToString());
    }

    [Fact]
    public void FragmentsAreJoinedWithoutTheEmptyOnes() =>
        Assert.Equal("*a* · b", Mrkdwn.Join(" · ", [Mrkdwn.Bold(Mrkdwn.Escape("a")), default, Mrkdwn.Bold(default), Mrkdwn.Escape("b")]).ToString());

    [Theory]
    [InlineData("aaaaaaaaaa &amp; b", 16, "aaaaaaaaaa…")]
    [InlineData("aaaa <https://example.com|label> b", 30, "aaaa…")]
    [InlineData("run `rm -rf *x* /a/b/c` now", 20, "run `rm -rf *x*…`")]
    [InlineData("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 18, "👩‍👩‍👧…")]
    public void MarkupIsCutWhereNothingBreaks(string markup, int max, string cut)
    {
        var fragment = Mrkdwn.Stored(markup).Truncate(max);
        Assert.Equal(cut, fragment.ToString());
        Assert.True(fragment.Length <= max);
    }

    [Fact]
    public void HostileTextIsSafeWhereverItStands()
    {
        foreach (var text in Hostile.Texts)
        {
            var message = new Message
            {
                Text = SlackText.Escape("x" + text),
                Blocks =
                [
                    new HeaderBlock { Text = "x" + text },
                    new SectionBlock { Text = Mrkdwn.Of($"*Who* {text} {Mrkdwn.Code(text)} {Mrkdwn.Link(text, text)} {Mrkdwn.User(text)}"), Fields = [Mrkdwn.Of($"x{text}")] },
                    new ContextBlock { Elements = [Mrkdwn.Escape("x" + text, multiline: true)] },
                    new RichTextBlock { Elements = [new RichTextPreformatted { Elements = [new RichTextText("x" + text)] }] },
                ],
                Attachments = [new() { Fallback = SlackText.Escape("x" + text), Blocks = [new SectionBlock { Text = Mrkdwn.Of($"x{text}") }] }],
            };
            SlackAssert.Safe(BlockKit.Fit(message), Hostile.Texts);
        }
    }

    [Fact]
    public void TheCheckOfSafetySeesWhatIsUnsafe()
    {
        Message[] unsafeOnes =
        [
            new() { Text = "hello <!channel>" },
            new() { Text = "x", Blocks = [new SectionBlock { Text = Mrkdwn.Stored("<@U1|x> <https://evil.example|ok>") }] },
            new() { Text = "x", Blocks = [new SectionBlock { Text = Mrkdwn.Stored("so *bold* it is") }] },
            new() { Text = "x", Attachments = [new() { Fallback = "<!here>", Blocks = [new DividerBlock()] }] },
        ];
        foreach (var message in unsafeOnes)
            Assert.ThrowsAny<Exception>(() => SlackAssert.Safe(message, "*bold*", "<https://evil.example|ok>"));
    }
}
