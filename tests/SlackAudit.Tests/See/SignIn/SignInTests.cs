using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.See;
using SlackAudit.See.SignIn;
using SlackAudit.Slack.Access;

namespace SlackAudit.Tests.See.SignIn;

public sealed partial class SignInTests
{
    [Fact]
    public async Task WhoeverSignsInAndIsAMemberSeesThePagesWithoutWhatIsSensitive()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var host = await SeeHost.Start(Settings(provider));
        await host.Record(Some.Event() with { Summary = "shipped it" }, Some.Event("exec") with { Summary = "opened a shell", Sensitive = true });
        using var browser = new Browser(new Uri(host.Address));

        using var first = await browser.Get("/?q=deploys");
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.StartsWith($"{provider.Address}/authorize?", first.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var page = await browser.Follow("/?q=deploys");
        var shown = await page.Content.ReadAsStringAsync();
        using var timeline = await browser.Get("/");
        var all = await timeline.Content.ReadAsStringAsync();
        using var sensitive = await browser.Get("/events/2");

        Assert.Equal(["https://audit.example.com/signin-oidc"], provider.Redirects);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("value=\"deploys\"", shown, StringComparison.Ordinal);
        Assert.Contains("<bdi>alice@example.com</bdi> <button>Sign out</button>", shown, StringComparison.Ordinal);
        Assert.Contains("shipped it", all, StringComparison.Ordinal);
        Assert.DoesNotContain("opened a shell", all, StringComparison.Ordinal);
        Assert.Contains("What is sensitive is left out", all, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, sensitive.StatusCode);
        Assert.DoesNotContain("opened a shell", await sensitive.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task CookiesAreForThisHostAloneAndForNoScript()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var host = await SeeHost.Start(Settings(provider));
        using var browser = new Browser(new Uri(host.Address));

        using var page = await browser.Follow("/");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(["__Host-slackaudit", "__Host-slackaudit-form"], browser.Cookies.Keys.Order());
        Assert.All(browser.SetCookies.Values, cookie =>
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task ACookieOfOneProcessIsGoodInAnotherAndNotUnderAnotherClientSecret()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var one = await SeeHost.Start(Settings(provider));
        await using var other = await SeeHost.Start(Settings(provider));
        await using var renewed = await SeeHost.Start(Settings(provider) with { SignIn = Settings(provider).SignIn! with { ClientSecret = "another secret that nobody guesses" } });
        using var browser = new Browser(new Uri(one.Address));
        using var page = await browser.Follow("/");

        Assert.Equal(HttpStatusCode.OK, await StatusOf(other));
        Assert.Equal(HttpStatusCode.Redirect, await StatusOf(renewed));

        async Task<HttpStatusCode> StatusOf(SeeHost host)
        {
            using var there = new Browser(new Uri(host.Address));
            foreach (var (name, value) in browser.Cookies) there.Cookies[name] = value;
            using var answer = await there.Get("/");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task WhoeverIsOnNoListIsToldWhomToAskAndSeesNothing()
    {
        await using var provider = await OpenIdStandIn.Start();
        provider.Email = "eve@elsewhere.com";
        await using var host = await SeeHost.Start(Settings(provider));
        await host.Record(Some.Event() with { Summary = "nobody else's business" });
        using var browser = new Browser(new Uri(host.Address));

        foreach (var address in (string[])["/", "/events/1", "/sources", "/outbox", "/checkpoints", "/preview"])
        {
            using var page = await browser.Follow(address);
            var text = await page.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
            Assert.Contains("You are signed in as eve@elsewhere.com", text, StringComparison.Ordinal);
            Assert.Contains("ask #platform in Slack to add you", text, StringComparison.Ordinal);
            Assert.Contains("Sign out", text, StringComparison.Ordinal);
            Assert.DoesNotContain("business", text, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"/outbox\"", text, StringComparison.Ordinal);
        }
        using var api = await browser.Get("/api/events");
        using var nowhere = await browser.Get("/nowhere");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, "text/plain"), (nowhere.StatusCode, nowhere.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("carol@example.com", true, Role.Auditor)]
    [InlineData("Dan@Example.com", true, Role.Admin)]
    [InlineData("erin@example.com", true, Role.Auditor)]
    [InlineData("frank@example.com", true, Role.Admin)]
    [InlineData("alice@example.com", false, Role.Member)]
    public async Task WhoeverIsNamedHereOrInSlackSeesMoreAndThatIsRecorded(string email, bool seesSensitive, Role role)
    {
        await using var provider = await OpenIdStandIn.Start();
        provider.Email = email;
        // Erin and Frank are named under Access by their ids in Slack; their addresses say who they are.
        var people = new PeopleSettings([new("erin", [new(null, "erin@example.com"), new("slack", "U0ERIN")]), new("frank", [new(null, "frank@example.com"), new("slack", "U0FRANK")])], new Dictionary<string, string>());
        await using var host = await SeeHost.Start(Settings(provider), access: new AccessSettings { Auditors = ["U0ERIN"], Admins = ["U0FRANK"] }, people: people);
        await host.Record(Some.Event("exec") with { Summary = "opened a shell", Sensitive = true });
        using var browser = new Browser(new Uri(host.Address));

        using var page = await browser.Follow("/events/1");
        using var api = await browser.Get("/api/events?q=exec");
        using var lines = await browser.Get("/api/events?q=exec", "application/x-ndjson");
        using var preview = await browser.Get("/preview");

        Assert.Equal(seesSensitive ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(seesSensitive ? 1 : 0, JsonDocument.Parse(await api.Content.ReadAsStringAsync()).RootElement.GetProperty("events").GetArrayLength());
        Assert.Equal(seesSensitive, (await lines.Content.ReadAsStringAsync()).Contains("opened a shell", StringComparison.Ordinal));
        Assert.Equal(role == Role.Admin ? HttpStatusCode.OK : HttpStatusCode.Forbidden, preview.StatusCode);
        var said = (await host.Of<Questions>().AskAsync(new AuditQuery { Actions = [Actions.Read] }, TimeZoneInfo.Utc, 10, null, default)).Events;
        var name = people.Known.OfAddress(email) ?? email;
        Assert.Equal(seesSensitive ? [("log.page", name, ActorTrust.Verified), ("log.api", name, ActorTrust.Verified)] : [], said.OrderBy(e => e.Id).Select(e => (e.SourceAction!, e.Actor!, e.ActorTrust)));
    }

    [Fact]
    public async Task OnlyAnAdminActsAndOnlyOnOurOwnPage()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var host = await SeeHost.Start(Settings(provider));
        await host.Post("#ops", "{}", state: NotificationState.Failed, reason: "no");
        using var member = new Browser(new Uri(host.Address));
        using var admin = new Browser(new Uri(host.Address));
        using var asMember = await member.Follow("/outbox");
        provider.Email = "dan@example.com";
        using var asAdmin = await admin.Follow("/outbox");
        var (seen, page) = (await asMember.Content.ReadAsStringAsync(), await asAdmin.Content.ReadAsStringAsync());

        Assert.DoesNotContain("Send again", seen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await Status(member.Press("/outbox/1/replay", Token(seen))));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(admin.Press("/outbox/1/replay")));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(admin.Press("/outbox/1/replay", Token(seen))));
        Assert.Equal(NotificationState.Failed, (await host.Outbox.FindAsync(1, default))!.State);
        Assert.Equal(HttpStatusCode.Redirect, await Status(admin.Press("/outbox/1/replay", Token(page))));

        Assert.Equal(NotificationState.Pending, (await host.Outbox.FindAsync(1, default))!.State);
        var said = Assert.Single((await host.Of<Questions>().AskAsync(new AuditQuery { Actions = ["policy.notification"] }, TimeZoneInfo.Utc, 10, null, default)).Events);
        Assert.Equal(("dan@example.com", ActorTrust.Verified), (said.Actor, said.ActorTrust));
    }

    [Fact]
    public async Task WhoeverSignsOutHasToSignInAgain()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var host = await SeeHost.Start(Settings(provider));
        using var browser = new Browser(new Uri(host.Address));
        using var page = await browser.Follow("/");
        var token = Token(await page.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Forbidden, await Status(browser.Press("/sign-out")));
        Assert.Equal(HttpStatusCode.OK, await Status(browser.Get("/")));
        Assert.Equal(HttpStatusCode.Redirect, await Status(browser.Press("/sign-out", token)));

        using var after = await browser.Get("/signed-out");
        Assert.Contains("You are signed out", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await Status(browser.Get("/")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(browser.Press("/outbox/1/replay", token)));
    }

    [Fact]
    public async Task WhatAProxySaysMakesNobodyAMember()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var host = await SeeHost.Start(Settings(provider));
        // Not even at this machine, which is where a proxy is.
        Assert.Equal(HttpStatusCode.Redirect, await Status(host.Http.GetAsync("/")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host.Http.GetAsync("/api/events")));
        foreach (var (name, value) in new[] { ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "localhost"), ("X-Forwarded-User", "dan@example.com"), ("X-Forwarded-Email", "dan@example.com"), ("Cookie", "__Host-slackaudit=dan@example.com") })
        {
            using var browser = new Browser(new Uri(host.Address));
            browser.Headers[name] = value;
            Assert.Equal(HttpStatusCode.Redirect, await Status(browser.Get("/")));
        }
    }

    [Fact]
    public async Task AnAnswerThatWasNotAskedForIsRefused()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var host = await SeeHost.Start(Settings(provider));
        using var mine = new Browser(new Uri(host.Address));
        using var victim = new Browser(new Uri(host.Address));
        using var asked = await mine.Get("/");
        using var answered = await mine.Get(asked.Headers.Location!.OriginalString);
        var back = answered.Headers.Location!.OriginalString;

        // My answer in somebody else's browser, which would be signed in as me; and an answer whose state I made up.
        using var other = await victim.Get("/");
        await Refused(await victim.Get(back), victim);
        await Refused(await mine.Get(AnyState().Replace(back, "state=made-up")), mine);
        Assert.Equal(HttpStatusCode.Redirect, await Status(mine.Get(back)));
        Assert.Contains("__Host-slackaudit", mine.Cookies.Keys);
        using var again = new Browser(new Uri(host.Address));
        foreach (var (name, value) in mine.Cookies) again.Cookies[name] = value;
        again.Cookies.Remove("__Host-slackaudit");
        await Refused(await again.Get(back), again);
    }

    public static TheoryData<string> Forgeries => ["nonce", "key", "none", "audience", "issuer", "expired", "unsigned"];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task AForgedTokenIsRefused(string forgery)
    {
        await using var provider = await OpenIdStandIn.Start();
        (provider.Alter, provider.Forge) = forgery switch
        {
            "nonce" => (claims => claims["nonce"] = "of another sign-in", null),
            "audience" => (claims => claims["aud"] = "another client", null),
            "issuer" => (claims => claims["iss"] = "https://evil.example", null),
            "expired" => (claims => (claims["iat"], claims["exp"]) = (DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeSeconds(), DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds()), null),
            "key" => (null, token => $"{token[..token.LastIndexOf('.')]}.{new string('A', 342)}"),
            "none" => (null, token => $"{OpenIdStandIn.Json(new { alg = "none" })}.{token.Split('.')[1]}."),
            _ => ((Action<Dictionary<string, object?>>?)null, (Func<string, string>?)(token => $"{OpenIdStandIn.Json(new { alg = "HS256" })}.{token.Split('.')[1]}.AAAA")),
        };
        await using var host = await SeeHost.Start(Settings(provider));
        using var browser = new Browser(new Uri(host.Address));

        await Refused(await browser.Follow("/"), browser);
    }

    [Theory]
    [InlineData("alice@example.com", false, "is not confirmed")]
    [InlineData(null, null, "names no e-mail address")]
    [InlineData("@example.com", true, "names no e-mail address")]
    public async Task AnAddressThatNobodyVouchesForLetsNobodyIn(string? email, bool? isVerified, string expected)
    {
        await using var provider = await OpenIdStandIn.Start();
        (provider.Email, provider.IsVerified) = (email, isVerified);
        await using var host = await SeeHost.Start(Settings(provider));
        using var browser = new Browser(new Uri(host.Address));

        using var page = await browser.Follow("/");

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains(expected, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("__Host-slackaudit", browser.Cookies.Keys);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Forbidden)]
    public async Task AnAddressMayBeSaidOnlyWhenAsked(bool isVerified, HttpStatusCode expected)
    {
        await using var provider = await OpenIdStandIn.Start();
        (provider.SaysAddressLate, provider.IsVerified) = (true, isVerified);
        await using var host = await SeeHost.Start(Settings(provider));
        using var browser = new Browser(new Uri(host.Address));

        using var page = await browser.Follow("/");

        Assert.Equal(expected, page.StatusCode);
    }

    [Fact]
    public async Task WhileNobodyCanSignInThatIsSaid()
    {
        var provider = await OpenIdStandIn.Start();
        await using var host = await SeeHost.Start(Settings(provider));
        await provider.DisposeAsync();
        using var browser = new Browser(new Uri(host.Address));

        using var page = await browser.Get("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("which signs people in here, does not answer", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    internal static SeeSettings Settings(OpenIdStandIn provider) => new()
    {
        Preview = true,
        SignIn = new SignInSettings
        {
            Authority = new Uri(provider.Address),
            ClientId = OpenIdStandIn.ClientId,
            ClientSecret = OpenIdStandIn.ClientSecret,
            PublicUrl = new Uri(Browser.PublicUrl),
            Members = ["@example.com"],
            Auditors = ["carol@example.com"],
            Admins = ["dan@example.com"],
            Contact = "#platform in Slack",
        },
    };

    static async Task Refused(HttpResponseMessage answer, Browser browser)
    {
        using var refused = answer;
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("That sign-in did not work", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("__Host-slackaudit", browser.Cookies.Keys);
    }

    static async Task<HttpStatusCode> Status(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return answer.StatusCode;
    }

    internal static KeyValuePair<string, string> Token(string page) => KeyValuePair.Create("__RequestVerificationToken", FormToken().Match(page).Groups[1].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("state=[^&]+")]
    private static partial Regex AnyState();
}
