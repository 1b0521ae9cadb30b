using System.IO.Compression;
using System.Net;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Evidence;
using SlackAudit.Tests.See.SignIn;

namespace SlackAudit.Tests.See;

public sealed class EvidencePageTests
{
    const string Asked = "deploys between 2020-01-01 and 2090-01-01";

    [Fact]
    public async Task AnAuditorPressesAndGetsThePackAndTheLogKnewBefore()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var host = await SeeHost.Start(SignInTests.Settings(provider));
        await host.Record(Some.Event() with { Summary = "shipped it" }, Some.Event("exec") with { Summary = "opened a shell", Sensitive = true });
        provider.Email = "carol@example.com";
        using var browser = new Browser(new Uri(host.Address));

        using var page = await browser.Follow($"/evidence?q={Uri.EscapeDataString(Asked)}");
        var shown = await page.Content.ReadAsStringAsync();
        Assert.Contains($"value=\"{Asked}\"", shown, StringComparison.Ordinal);
        Assert.Empty(await Reads(host));
        using var file = await browser.Press("/evidence", KeyValuePair.Create("q", Asked), SignInTests.Token(shown));

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
        Assert.Equal("evidence-deploys-between-2020-01-01-and-2090-01-01.zip", file.Content.Headers.ContentDisposition?.FileName);
        Assert.True(file.Headers.CacheControl?.NoStore);
        using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync());
        using var events = new StreamReader(zip.GetEntry("events.ndjson")!.Open());
        var lines = (await events.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("shipped it", Assert.Single(lines), StringComparison.Ordinal);
        using var proof = new StreamReader(zip.GetEntry("proof.json")!.Open());
        Assert.Contains("carol@example.com", await proof.ReadToEndAsync(), StringComparison.Ordinal);
        var read = Assert.Single(await Reads(host));
        Assert.Equal(("carol@example.com", ActorTrust.Verified), (read.Actor, read.ActorTrust));
        Assert.NotNull(read.ClientAddress);
    }

    [Fact]
    public async Task NobodyElseGetsOneAndNothingIsRecorded()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var host = await SeeHost.Start(SignInTests.Settings(provider));
        using var nobody = new Browser(new Uri(host.Address));
        using var member = new Browser(new Uri(host.Address));
        using var timeline = await member.Follow("/");
        var token = SignInTests.Token(await timeline.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Redirect, await Status(nobody.Get("/evidence")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(nobody.Press("/evidence", KeyValuePair.Create("q", Asked), token)));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(member.Get("/evidence")));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(member.Press("/evidence", KeyValuePair.Create("q", Asked), token)));
        provider.Email = "carol@example.com";
        using var auditor = new Browser(new Uri(host.Address));
        using var page = await auditor.Follow("/evidence");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await Status(auditor.Press("/evidence", KeyValuePair.Create("q", Asked))));
        auditor.Headers["Sec-Fetch-Site"] = "cross-site";
        Assert.Equal(HttpStatusCode.Forbidden, await Status(auditor.Press("/evidence", KeyValuePair.Create("q", Asked), SignInTests.Token(await page.Content.ReadAsStringAsync()))));
        Assert.Empty(await Reads(host));
    }

    [Fact]
    public async Task WhatCannotBeMadeIsSaidAndOneIsMadeAtATime()
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event());

        using var unclear = await host.Http.GetAsync("/evidence?q=deploys");
        Assert.Equal(HttpStatusCode.BadRequest, unclear.StatusCode);
        Assert.Contains("Say of which time", await unclear.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await Status(Press(host, "<script>alert(1)</script>")));
        using (host.Of<EvidencePacks>().Begin())
            Assert.Equal(HttpStatusCode.Conflict, await Status(Press(host, Asked)));
        Assert.Empty(await Reads(host));
        Assert.Equal(HttpStatusCode.OK, await Status(Press(host, Asked)));
        Assert.Equal(HttpStatusCode.OK, await Status(Press(host, Asked)));
        Assert.Single(await Reads(host));
    }

    static Task<HttpResponseMessage> Press(SeeHost host, string text) =>
        host.Http.PostAsync("/evidence", new FormUrlEncodedContent([KeyValuePair.Create("q", text)]));

    static async Task<HttpStatusCode> Status(Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        return answer.StatusCode;
    }

    static async Task<IReadOnlyList<AuditEvent>> Reads(SeeHost host) =>
        [.. (await host.Of<Questions>().AskAsync(new AuditQuery(), TimeZoneInfo.Utc, 100, null, default)).Events.Where(e => e.SourceAction == "log.evidence")];
}
