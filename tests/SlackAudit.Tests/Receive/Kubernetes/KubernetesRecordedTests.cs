using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Kubernetes;

/// <summary>Every recorded audit event against <c>Payloads/Expected.txt</c>, a table to be read by people; and every value of them exchanged.</summary>
public sealed class KubernetesRecordedTests
{
    static string[][] Expected() =>
    [
        .. File.ReadLines(Path.Combine(Audited.Folder, "Expected.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    public static TheoryData<string> Names => [.. Audited.Names];

    [Theory, MemberData(nameof(Names))]
    public void EveryRecordedEventBecomesWhatTheTableSays(string name)
    {
        var row = Assert.Single(Expected(), r => r[0] == name);

        Assert.Equal(string.Join(" | ", row[1..]), Row(Assert.Single(Audited.ReadAll(Audited.Payload(name)))));
    }

    [Fact]
    public void EveryRowOfTheTableHasItsPayload() => Assert.Equal(Audited.Names, Expected().Select(r => r[0]));

    [Theory, MemberData(nameof(Names))]
    public void InAListEveryEventIsReadAsAlone(string name) =>
        Assert.Equal(Audited.ReadAll(Audited.Payload(name)), Audited.ReadAll($$"""{"kind":"EventList","items":[{{Audited.Payload(name)}}]}"""));

    [Theory, MemberData(nameof(Names))]
    public void NoValueOfAnotherKindBreaksTheReading(string name)
    {
        foreach (var mutation in Mutations.Of(Audited.Payload(name)))
        {
            Check(() => Audited.Reading(mutation, recordReads: true, rack: "prod"), mutation);
            Check(() => Audited.Reading($$"""{"kind":"EventList","items":[null,{{mutation}},{}]}""", recordReads: true), mutation);
        }
    }

    static void Check(Func<Reading> read, string mutation)
    {
        try
        {
            foreach (var e in read().Events)
            {
                Assert.Contains(Actions.Root(e.Action), Actions.Vocabulary.Keys);
                Assert.False(string.IsNullOrWhiteSpace(e.Summary), mutation);
                Assert.Equal(e.Actor is null, e.ActorTrust == ActorTrust.None);
                Assert.True(e.Actor is null or "\uFFFD" or "\u202E" || mutation.Contains(e.Actor, StringComparison.Ordinal), mutation);
                Assert.NotEmpty(e.SourceEventId);
            }

            using var kept = JsonText.Parse(read().Payload);
        }
        catch (UnreadableDeliveryException)
        {
        }
    }

    static string Row(AuditEvent e) => string.Join(" | ",
        e.Action, e.SourceAction, e.Actor ?? "-", e.App ?? "-", e.Target is null ? "-" : $"{e.TargetType} {e.Target}",
        e.Outcome.ToString().ToLowerInvariant(), e.Sensitive ? "sensitive" : "-", e.OccurredAt.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        e.ClientAddress ?? "-", e.Summary);
}
