using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;
using SlackAudit.Slack;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify.Digests;

/// <summary>
/// Digests of one month (Golden/month.txt) over the days on which clocks change, as files beside it. What matters most is expected here,
/// counted by hand; the files hold every word. <c>SLACKAUDIT_GOLDEN=write</c> writes them anew, to be read before they are kept.
/// </summary>
public sealed partial class DigestGoldenTests
{
    const string Day = "0 9 * * *";
    const string Week = "0 9 * * 1";
    const string Month = "0 9 1 * *";

    const string WholeMonth = "Events 45 (+39), deploys 17 (+15), sensitive 5 (+5), failures 2 (+2).";
    const string BarsOfMonth = "Feb 2026 ██ 2|Mar 2026 ████████████▒▒ 14, 2 failed";
    const string FailedInMonth = "Changes that failed: 3 of 16 (18.8 %), 1 of them rolled back, good again after 1 h 0 min, 2 h 5 min, 5 days.";
    const string LeadOfMonth = "Lead time, push to deploy: median 3 h 10 min, 90 % within 6 h 0 min (n = 13); known of 13 of 13 (100 %) changes.";
    const string NewInMonth = "New: ssh first use of this action, by bob on i-0web; exec first use of this action, by carol on acme/billing; "
        + "env.change first use of this action, by carol on acme/billing; db first use of this action, by carol on prod-db; "
        + "carol is new here: exec on acme/billing; dave is new here: deploy on acme/billing; shop is a new app: push by bob.";

    [Theory]
    // New York, 8 March: the day has 23 hours and ends at 13:00 UTC, before carol's command.
    [InlineData("new-york-daily", Day, "America/New_York", "2026-03-08T15:00Z", "2026-03-07T14:00Z", "2026-03-08T13:00Z",
        "Events 8 (+8), deploys 2 (+2), sensitive 1 (+1), failures 0 (as before).",
        "Mon 23 Feb █ 1|Tue 3 Mar █ 1|Wed 4 Mar █▒ 2, 1 failed|Sat 7 Mar ██ 2",
        "Changes that failed: 1 of 6 (16.7 %), good again after 2 h 5 min.",
        "Lead time, push to deploy: median 3 h 10 min, 90 % within 4 h 22 min (n = 5); known of 5 of 5 (100 %) changes.",
        "New: ssh first use of this action, by bob on i-0web; shop is a new app: push by bob.",
        "Still open: bob opened a shell on i-0web: open for 3 hours, as far as was told.")]
    [InlineData("new-york-weekly", Week, "America/New_York", "2026-03-09T15:00Z", "2026-03-02T14:00Z", "2026-03-09T13:00Z",
        "Events 18 (+15), deploys 5 (+4), sensitive 2 (+2), failures 1 (+1).",
        "16 Feb █ 1|23 Feb █ 1|2 Mar ████▒ 5, 1 failed",
        "Changes that failed: 1 of 7 (14.3 %), good again after 2 h 5 min.",
        "Lead time, push to deploy: median 3 h 5 min, 90 % within 4 h 10 min (n = 6); known of 6 of 6 (100 %) changes.",
        "New: ssh first use of this action, by bob on i-0web; exec first use of this action, by carol on acme/billing; carol is new here: exec on acme/billing; shop is a new app: push by bob.",
        "Deploys in production, last 3 weeks: 6 succeeded: 2 a week, on a median of 1 day a week (n = 3).")]
    [InlineData("new-york-monthly", Month, "America/New_York", "2026-04-01T15:00Z", "2026-03-01T14:00Z", "2026-04-01T13:00Z",
        WholeMonth, BarsOfMonth, FailedInMonth, LeadOfMonth, NewInMonth,
        "Still open: carol opened a tunnel to prod-db: open for 3 days, as far as was told.")]
    // Berlin, 29 March: the day has 23 hours and ends at 07:00 UTC, before the deploy to staging.
    [InlineData("berlin-daily", Day, "Europe/Berlin", "2026-03-29T09:00Z", "2026-03-28T08:00Z", "2026-03-29T07:00Z",
        "Events 6 (+6), deploys 1 (+1), sensitive 2 (+2), failures 0 (as before).",
        "Tue 17 Mar █ 1|Thu 19 Mar █ 1|Tue 24 Mar █ 1|Thu 26 Mar ▒ 1, 1 failed|Sat 28 Mar █ 1",
        "Changes that failed: 1 of 5 (20 %), 1 not good again yet.",
        "Lead time, push to deploy: 1 h 0 min, 4 h 0 min, 6 h 0 min, 11 h 20 min; known of 4 of 4 changes.",
        "New: db first use of this action, by carol on prod-db; dave is new here: deploy on acme/billing.",
        "Stopped: prod-db db.backup was last done by ci-bot. Happened on this day of each of the three weeks before, and not this time.")]
    [InlineData("berlin-weekly", Week, "Europe/Berlin", "2026-03-30T09:00Z", "2026-03-23T08:00Z", "2026-03-30T07:00Z",
        "Events 12 (+6), deploys 5 (+3), sensitive 2 (+1), failures 1 (+1).",
        "16 Feb █ 1|23 Feb █ 1|2 Mar ████▒ 5, 1 failed|9 Mar ███ 3|16 Mar ██ 2|23 Mar ██▒ 3, 1 failed",
        "Changes that failed: 3 of 15 (20 %), 1 of them rolled back, good again after 1 h 0 min, 2 h 5 min, 1 not good again yet.",
        "Lead time, push to deploy: median 3 h 10 min, 90 % within 6 h 0 min (n = 12); known of 12 of 12 (100 %) changes.",
        "New: db first use of this action, by carol on prod-db; dave is new here: deploy on acme/billing.",
        "Deploys in production, last 6 weeks: 13 succeeded: 2.2 a week, on a median of 2 days a week (n = 6).")]
    [InlineData("berlin-monthly", Month, "Europe/Berlin", "2026-04-01T09:00Z", "2026-03-01T08:00Z", "2026-04-01T07:00Z",
        WholeMonth, BarsOfMonth, FailedInMonth, LeadOfMonth, NewInMonth,
        "in brackets against the month before (31 days against 28).")]
    // Lord Howe Island, 5 April: the day has 24 hours and a half and ends at 22:30 UTC, after the deploy of 22:15.
    [InlineData("lord-howe-daily", Day, "Australia/Lord_Howe", "2026-04-05T00:00Z", "2026-04-03T22:00Z", "2026-04-04T22:30Z",
        "Events 6 (+6), deploys 1 (+1), sensitive 2 (+2), failures 0 (as before).",
        "Tue 24 Mar █ 1|Thu 26 Mar ▒ 1, 1 failed|Sat 28 Mar █ 1|Tue 31 Mar █ 1|Thu 2 Apr █ 1|Sat 4 Apr █ 1",
        "Changes that failed: 1 of 6 (16.7 %), good again after 5 days.",
        "Lead time, push to deploy: median 3 h 0 min, 90 % within 9 h 12 min (n = 5); known of 5 of 5 (100 %) changes.",
        "New: secret.read first use of this action, by alice on stripe-key; shop first exec here, by bob.",
        "Sensitive: bob ran sh in shop: asked, and not answered in time; alice read stripe-key: confirmed by alice.")]
    [InlineData("lord-howe-weekly", Week, "Australia/Lord_Howe", "2026-04-06T00:00Z", "2026-03-29T22:00Z", "2026-04-05T22:30Z",
        "Events 11 (−1), deploys 3 (−2), sensitive 2 (as before), failures 1 (as before).",
        "16 Feb █ 1|23 Feb █ 1|2 Mar ████▒ 5, 1 failed|9 Mar ███ 3|16 Mar ██ 2|23 Mar ██▒ 3, 1 failed|30 Mar ███ 3",
        "Changes that failed: 3 of 18 (16.7 %), 1 of them rolled back, good again after 1 h 0 min, 2 h 5 min, 5 days.",
        "Lead time, push to deploy: median 3 h 0 min, 90 % within 6 h 0 min (n = 15); known of 15 of 15 (100 %) changes.",
        "New: secret.read first use of this action, by alice on stripe-key; zed is new here: push on acme/billing; shop first exec here, by bob.",
        "Deploys in production, last 7 weeks: 16 succeeded: 2.3 a week, on a median of 2 days a week (n = 7).")]
    [InlineData("lord-howe-monthly", Month, "Australia/Lord_Howe", "2026-04-01T00:00Z", "2026-02-28T22:00Z", "2026-03-31T22:00Z",
        WholeMonth, BarsOfMonth, FailedInMonth, LeadOfMonth, NewInMonth,
        "Still open: carol opened a tunnel to prod-db: open for 2 days, as far as was told.")]
    public async Task ADigestSaysWhatWasCountedByHandAndReadsAsItDid(
        string name, string cron, string zone, string now, string start, string end, string figures, string bars, string failed, string lead, string found, string also)
    {
        await using var log = await DigestMonth.Until(At(now));
        var rule = new DigestRule("The team", new AuditQuery(), "#team", cron, TimeZoneInfo.FindSystemTimeZoneById(zone));

        var period = DigestPeriods.Last(rule, At(now))!.Value;
        var message = BlockKit.Fit(DigestMessage.Of(await DigestDesk.Reports(log).MakeAsync(rule, period.Start, period.End, default)));

        Assert.Equal((At(start), At(end)), period);
        Assert.All([figures, failed, lead, found, also], said => Assert.Contains(said, message.Text, StringComparison.Ordinal));
        Assert.Equal(bars, string.Join('|', message.Text!.Split('\n').Where(line => line.Contains('█', StringComparison.Ordinal) || line.Contains('▒', StringComparison.Ordinal))));
        SlackAssert.Safe(message);
        Golden(name, Hash().Replace(MessageLines.Of(message), "HASH"));
    }

    static void Golden(string name, string actual, [CallerFilePath] string? test = null)
    {
        if (Environment.GetEnvironmentVariable("SLACKAUDIT_GOLDEN") == "write")
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(test)!, "Golden", $"{name}.txt"), actual);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(DigestMonth.Folder, $"{name}.txt")).ReplaceLineEndings("\n"), actual);
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // Of bytes that this is no test of.
    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}
