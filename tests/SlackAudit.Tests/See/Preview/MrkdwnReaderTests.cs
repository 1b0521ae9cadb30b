using System.Globalization;
using System.Text;
using CsCheck;
using SlackAudit.See;
using SlackAudit.See.Preview;
using SlackAudit.Slack;

namespace SlackAudit.Tests.See.Preview;

public sealed class MrkdwnReaderTests
{
    static readonly ReaderClock Reader = new(new ReaderZone("Europe/Berlin", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), null), Some.Now);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("*bold* and _italic_ and ~struck~", "[b bold] and [i italic] and [s struck]")]
    [InlineData("*bold _and italic_*", "[b bold [i and italic]]")]
    [InlineData("my_app_name 2*3*4 a~b~c", "my_app_name 2*3*4 a~b~c")]
    [InlineData("* not bold * and *not", "* not bold * and *not")]
    [InlineData("** and __", "** and __")]
    [InlineData("*a _b ~c", "*a _b ~c")]
    [InlineData("*a* *b <https://example.com|*c*>*", "[b a] [b b [a https://example.com/ *c*]]")]
    [InlineData("a < b <https://example.com|c> > d", "a < b [a https://example.com/ c] > d")]
    [InlineData("`code *stays* <!here>` after", "[c code *stays* <!here>] after")]
    [InlineData("`` nothing", "`` nothing")]
    [InlineData("a &lt;b&gt; &amp;amp; &copy;", "a <b> &amp; &copy;")]
    [InlineData("<https://example.com/a?b=1&amp;c=2|label>", "[a https://example.com/a?b=1&c=2 label]")]
    [InlineData("<https://example.com>", "[a https://example.com/ https://example.com]")]
    [InlineData("<javascript:alert(1)|ok>", "<javascript:alert(1)|ok>")]
    [InlineData("<@U123|alice> <@U456> <#C1|ops> <!here> <!subteam^S1|admins>", "[@ @alice] [@ @U456] [@ #ops] [@ @here] [@ admins]")]
    [InlineData("<@U0PREVIEW>", "[@ @you]")]
    [InlineData("<!date^1772460180^{date_num} {time}|fallback>", "[t 2026-03-02 15:03]")]
    [InlineData("<!date^x^{date_num}|fallback>", "<!date^x^{date_num}|fallback>")]
    [InlineData("<!date^999999999999999^{date_num}|fallback>", "fallback")]
    [InlineData(":rocket: done :nonsense: 14:03:07", "🚀 done :nonsense: 14:03:07")]
    [InlineData("one\ntwo", "one[br]two")]
    [InlineData("&gt; quoted\n&gt;more\nplain", "{q quoted[br]more}plain")]
    [InlineData("> quoted", "{q quoted}")]
    [InlineData("before ```a &lt; b\n*c*``` after", "before {pre a < b\n*c*} after")]
    [InlineData("``` open", "``` open")]
    [InlineData("", "")]
    public void MarkupIsReadAsSlackReadsIt(string markup, string expected) => Assert.Equal(expected, Drawn(markup));

    [Fact]
    public void WhatOurMarkupEscapesIsReadAsTheTextItWas()
    {
        const string hostile = "<!channel> & <https://evil.example|ok> @here &amp;";

        Assert.Equal(hostile, Drawn(Mrkdwn.Escape(hostile).ToString()));
    }

    [Fact]
    public void AnyTextIsReadWithoutFailing() =>
        Gen.String[Gen.Char["<>|@#!*_~`:&;^{} \n.aé\ud83d"], 0, 60].Sample(text => MrkdwnReader.Read(text, Reader), iter: 20_000);

    [Theory]
    [InlineData("*_~`<:")]
    [InlineData("*a _b ")]
    [InlineData("*<")]
    [InlineData("*a<")]
    [InlineData("<a|")]
    [InlineData("<!date^")]
    [InlineData("```")]
    [InlineData("&gt;\n")]
    public void AHugeTextOfNothingButMarksIsReadInLinearTime(string marks) =>
        Assert.NotNull(MrkdwnReader.Read(string.Concat(Enumerable.Repeat(marks, 400_000 / marks.Length)), Reader));

    [Theory]
    [InlineData("{date_num}", "2026-03-01")]
    [InlineData("{date_short}", "Mar 1, 2026")]
    [InlineData("{date}", "March 1, 2026")]
    [InlineData("{date_long}", "Sunday, March 1, 2026")]
    [InlineData("{date_short_pretty} {time_secs}", "Yesterday 15:03:00")]
    [InlineData("{ago} {unknown}", "24 hours ago {unknown}")]
    public void DatesAreToldInTheReadersZone(string tokens, string expected) =>
        Assert.Equal(expected, SlackDate.Format(Some.Now.AddDays(-1), tokens, Reader));

    static string Drawn(string markup)
    {
        var text = new StringBuilder();
        foreach (var paragraph in MrkdwnReader.Read(markup, Reader))
            text.Append(CultureInfo.InvariantCulture, $"{Open(paragraph.Kind)}{Drawn(paragraph.Spans)}{(paragraph.Kind == ParagraphKind.Text ? "" : "}")}");
        return text.ToString();
    }

    static string Open(ParagraphKind kind) => kind switch
    {
        ParagraphKind.Quote => "{q ",
        ParagraphKind.Preformatted => "{pre ",
        _ => "",
    };

    static string Drawn(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span.Kind switch
    {
        SpanKind.Text => span.Text,
        SpanKind.Break => "[br]",
        SpanKind.Bold => $"[b {Drawn(span.Parts)}]",
        SpanKind.Italic => $"[i {Drawn(span.Parts)}]",
        SpanKind.Strike => $"[s {Drawn(span.Parts)}]",
        SpanKind.Code => $"[c {span.Text}]",
        SpanKind.Link => $"[a {span.Target} {span.Text}]",
        SpanKind.Mention => $"[@ {span.Text}]",
        _ => $"[t {span.Text}]",
    }));
}
