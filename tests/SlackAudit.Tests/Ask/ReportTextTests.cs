using System.Text;
using System.Text.Json.Nodes;
using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Notify;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask;

public sealed class ReportTextTests
{
    [Fact]
    public void NothingBreaksOutOfAReport() => Assert.All(HostileEvents.Texts, text =>
    {
        var lines = Enumerable.Range(0, 60).Select(i => new ReportLine(i % 2 == 0 ? Some.Now : null, text, i % 3 == 0 ? $"#{i}" : "", text)).ToList();
        SlackAssert.Safe(ReportText.Message(new Report(text, [.. Enumerable.Range(0, 5).Select(_ => new ReportPart(text, lines))]) { Notes = [text, text] }, TimeZoneInfo.Utc), text);
    });

    [Fact]
    public async Task NoEventBreaksOutOfAnAnswerAboutAnApp()
    {
        foreach (var text in HostileEvents.Texts.Where(text => text.Trim().Length > 0))
        {
            await using var desk = await AskDesk.Open(
                Some.Event() with { Summary = text, Actor = text, Target = "R1", Scope = text },
                Some.Event("env.change") with { Summary = text, Actor = text, Scope = text, OccurredAt = Some.Now.AddSeconds(1) },
                Some.Event() with { Summary = text, Target = "R2", Scope = text, OccurredAt = Some.Now.AddSeconds(2), Outcome = Outcome.Failure });
            foreach (var question in (string[])["changed myapp since it worked", "diff myapp R1 R2", "state myapp", "velocity myapp", $"state {text}", $"diff myapp {text} R2"])
                SlackAssert.Safe(await desk.Ask(question), text);
        }
    }

    [Fact]
    public void AsJsonItIsOneLineWithAllOfIt() => Assert.All(HostileEvents.Texts, text =>
    {
        var lines = Enumerable.Range(0, 60).Select(i => new ReportLine(i == 0 ? Some.Now : null, text, i == 0 ? "#4 to #7" : "", text));

        var json = ReportJson.ToLine(new Report(text, [new ReportPart(text, [.. lines])]) { Notes = [text] });

        Assert.DoesNotContain(json, char.IsControl);
        var read = JsonNode.Parse(json)!;
        // Half a character is none in UTF-8.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        Assert.Equal([whole, whole, whole], [(string?)read["title"], (string?)read["notes"]![0], (string?)read["parts"]![0]!["heading"]]);
        var all = read["parts"]![0]!["lines"]!.AsArray();
        Assert.Equal((60, EventJson.Time(Some.Now), "#4 to #7", whole, whole), (all.Count, (string?)all[0]!["at"], (string?)all[0]!["events"], (string?)all[0]!["text"], (string?)all[0]!["url"]));
        Assert.Equal((null, null), ((string?)all[1]!["at"], (string?)all[1]!["events"]));
    });

    [Fact]
    public void ALongPartSaysHowMuchMoreThereIs()
    {
        var report = new Report("Title.", [new ReportPart("Lines", [.. Enumerable.Range(0, 60).Select(i => new ReportLine(null, $"line {i}"))]), new ReportPart("Nothing", [])]);

        var text = ReportText.Of(report, TimeZoneInfo.Utc);

        Assert.EndsWith("\n  line 23\n  … and 36 more", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing", text, StringComparison.Ordinal);
        Assert.Equal(25, ((RichTextList)ReportText.Message(report, TimeZoneInfo.Utc).Blocks.OfType<RichTextBlock>().Single().Elements[0]).Elements.Count);
    }
}
