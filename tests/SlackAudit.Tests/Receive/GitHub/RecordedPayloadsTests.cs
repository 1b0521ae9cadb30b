using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Tests.Receive.GitHub;

/// <summary>Every recorded payload against <c>Payloads/Expected.txt</c>, a table to be read by people.</summary>
public sealed class RecordedPayloadsTests
{
    static string[][] Expected() =>
    [
        .. File.ReadLines(Path.Combine(Delivered.PayloadsFolder, "Expected.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    public static TheoryData<string> Names => [.. Delivered.PayloadNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryRecordedPayloadBecomesWhatTheTableSays(string name)
    {
        var row = Assert.Single(Expected(), r => r[0] == name);
        var events = Delivered.GitHub.Read(Delivered.Delivery(Delivered.Kind(name), Delivered.Payload(name))).Events;
        Assert.Equal(string.Join(" | ", row[1..]), events.Count == 0 ? "nothing" : Row(Assert.Single(events)));
    }

    [Fact]
    public void EveryRowOfTheTableHasItsPayload() => Assert.Equal(Delivered.PayloadNames, Expected().Select(r => r[0]));

    static string Row(AuditEvent e) => string.Join(" | ",
        e.Action, e.SourceAction, e.Actor ?? "-", e.App ?? "-", e.Target is null ? "-" : $"{e.TargetType} {e.Target}", e.Scope ?? "-",
        e.Outcome.ToString().ToLowerInvariant(), e.Sensitive ? "sensitive" : "-", e.OccurredAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), e.Url ?? "-", e.Summary);
}
