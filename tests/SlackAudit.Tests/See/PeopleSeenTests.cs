using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.See;

public sealed class PeopleSeenTests
{
    [Fact]
    public async Task PagesAndTheApiShowThePersonAndHowFarThatIsSure()
    {
        await using var host = await SeeHost.Start();
        foreach (var name in new[] { "alice-gh", "alice@example.com" })
            Assert.Null(await host.Of<IdentityLinks>().LinkAsync(name, "alice", "carol", ActorTrust.Verified, default));
        await host.Record(
            Some.Event(actor: "alice-gh") with { ActorTrust = ActorTrust.Verified }, Some.Event(actor: "alice@example.com"), Some.Event(actor: "alice-gh") with { ActorTrust = ActorTrust.Inferred });

        var list = await host.Page("/?q=by%20alice");
        Assert.Contains("<a href=\"/?q=by%20alice\"><bdi>alice (alice-gh)</bdi></a></li>", list, StringComparison.Ordinal);
        Assert.Contains("<bdi>alice (alice@example.com)</bdi></a> (as claimed)</li>", list, StringComparison.Ordinal);
        Assert.Contains("<bdi>alice (alice-gh)</bdi></a> (inferred)</li>", list, StringComparison.Ordinal);
        Assert.Contains("<dt>person</dt><dd><bdi>alice</bdi></dd>", await host.Page("/events/3"), StringComparison.Ordinal);
        Assert.Contains("<bdi>alice-gh (generic), alice@example.com (generic)</bdi>", await host.Page("/?q=who%20deploys"), StringComparison.Ordinal);

        var who = await Json(host, "who deploys");
        Assert.Equal(["alice-gh (generic)", "alice@example.com (generic)"], who.GetProperty("tallies")[0].GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        var asked = (await Json(host, "by alice")).GetProperty("people")[0];
        Assert.Equal(("alice", "alice"), (asked.GetProperty("asked").GetString(), asked.GetProperty("person").GetString()));
        Assert.Equal(["alice-gh", "alice@example.com"], asked.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task WhatCouldBeSeveralPeopleIsSaid()
    {
        await using var host = await SeeHost.Start();
        Assert.Null(await host.Of<IdentityLinks>().LinkAsync("bob@example.com", "bob j", null, ActorTrust.None, default));
        Assert.Null(await host.Of<IdentityLinks>().LinkAsync("bob@other.com", "bob k", null, ActorTrust.None, default));

        Assert.Contains("could be bob j (bob@example.com) or bob k (bob@other.com)", await host.Page("/?q=by%20bob"), StringComparison.Ordinal);
        Assert.Contains("could be bob j", (await Json(host, "by bob")).GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    static async Task<JsonElement> Json(SeeHost host, string question)
    {
        using var document = JsonDocument.Parse(await host.Page($"/api/events?q={Uri.EscapeDataString(question)}"));
        return document.RootElement.Clone();
    }
}
