using System.Net;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.See;

public sealed class OutboxPageTests
{
    [Fact]
    public async Task WhatFailedIsShownWithItsReasonAndSentAgainOrDroppedBySomebodyAtThisMachine()
    {
        await using var see = await SeeHost.Start();
        await see.Post("#ops", "{}", state: NotificationState.Failed, reason: "Slack answered <b>no</b>.");
        Assert.Contains("Slack answered &lt;b&gt;no&lt;/b&gt;.", await see.Page("/outbox"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, await Press(see, "/outbox/1/replay"));
        Assert.Equal(NotificationState.Pending, (await see.Outbox.FindAsync(1, default))!.State);
        Assert.Equal(HttpStatusCode.Redirect, await Press(see, "/outbox/1/drop", "told by hand"));
        Assert.Equal((NotificationState.Dropped, "Dropped by somebody: told by hand"), await see.Outbox.FindAsync(1, default) is { } row ? (row.State, row.Reason) : default);

        var said = (await see.Of<Questions>().AskAsync(new AuditQuery(), TimeZoneInfo.Utc, 10, null, default)).Events;
        Assert.Equal(["notification.replayed", "notification.dropped"], said.OrderBy(e => e.Id).Select(e => e.SourceAction));
        // Who runs the service is not who pressed.
        Assert.All(said, e => Assert.Equal((null, ActorTrust.None, "127.0.0.1", true), (e.Actor, e.ActorTrust, e.ClientAddress, e.Sensitive)));
    }

    [Theory]
    [InlineData("/outbox/1/drop", "", null, HttpStatusCode.Conflict)]
    [InlineData("/outbox/7/replay", null, null, HttpStatusCode.Conflict)]
    [InlineData("/outbox/1/replay", null, "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("/outbox/1/drop", "mine", "same-site", HttpStatusCode.Forbidden)]
    public async Task WhatIsNotDoneChangesNothing(string address, string? because, string? site, HttpStatusCode expected)
    {
        await using var see = await SeeHost.Start();
        await see.Post("#ops", "{}", state: NotificationState.Failed, reason: "no");

        Assert.Equal(expected, await Press(see, address, because, site));

        Assert.Equal(NotificationState.Failed, (await see.Outbox.FindAsync(1, default))!.State);
    }

    static async Task<HttpStatusCode> Press(SeeHost see, string address, string? because = null, string? site = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(because is null ? [] : [KeyValuePair.Create("because", because)]) };
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await see.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
