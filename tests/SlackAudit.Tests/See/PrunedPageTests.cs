using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Record;
using SlackAudit.Record.Retention;

namespace SlackAudit.Tests.See;

public sealed class PrunedPageTests
{
    [Fact]
    public async Task AnEventThatWasPrunedSaysSoAndWhenAndItsNeighboursLeadToIt()
    {
        await using var see = await Pruned();

        using var gone = await see.Http.GetAsync("/events/2");
        var said = WebUtility.HtmlDecode(await gone.Content.ReadAsStringAsync());
        using var never = await see.Http.GetAsync("/events/99");

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.NotFound), (gone.StatusCode, never.StatusCode));
        Assert.Contains("Event 2 was pruned", said, StringComparison.Ordinal);
        Assert.Contains("as one of the events 1 to 2", said, StringComparison.Ordinal);
        Assert.Contains("2 Apr 2026", said, StringComparison.Ordinal);
        Assert.Contains("rel=\"prev\" href=\"/events/2\"", await see.Page("/events/3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTimelineTheCheckpointsAndTheApiSayThatSomethingWasPruned()
    {
        await using var see = await Pruned();

        Assert.Contains(">pruned</a>, except what is kept longer", await see.Page("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("except what is kept longer", await see.Page("/?q=since+24h"), StringComparison.Ordinal);
        Assert.Contains("2 events were pruned", await see.Page("/checkpoints"), StringComparison.Ordinal);
        Assert.Contains("\"pruned_until\":\"2026-03-02T14:03:00.000000Z\"", await see.Http.GetStringAsync("/api/events"), StringComparison.Ordinal);
        Assert.Contains("pruned 2 events recorded 2026-03-02: 2 deploy", await see.Page("/?q=delete.prune"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEventWhosePayloadWasPrunedSaysSo()
    {
        await using var see = await SeeHost.Start();
        await see.Log.AppendAsync("generic", [Some.Event()], "{}"u8.ToArray(), default);
        await Prune(see, new RetentionSettings { PayloadDays = 30 });

        Assert.Contains("The payload was pruned", await see.Page("/events/1"), StringComparison.Ordinal);
    }

    static async Task<SeeHost> Pruned()
    {
        var see = await SeeHost.Start();
        await see.Record(Some.Event(), Some.Event());
        await Prune(see, new RetentionSettings { Days = 30 });
        return see;
    }

    static async Task Prune(SeeHost see, RetentionSettings settings)
    {
        var time = (FakeTimeProvider)see.Of<TimeProvider>();
        time.Advance(TimeSpan.FromDays(31));
        var retention = new LogRetention(see.Of<IDbContextFactory<AuditDbContext>>(), see.Of<LogWriter>(), settings, time, NullLogger<LogRetention>.Instance);
        Assert.Null((await retention.RunAsync(dryRun: false, actor: null, null, default)).Problem);
    }
}
