using System.Net;
using SlackAudit.Tests.See.SignIn;

namespace SlackAudit.Tests.Journeys;

/// <summary>The built program behind a proxy, with somebody on loopback who signs people in.</summary>
public sealed class SignInJourneyTests
{
    static readonly string[] Doors = ["/", "/events/1", "/sources", "/outbox", "/checkpoints", "/preview", "/hangfire", "/hangfire/servers", "/hangfire/recurring"];

    [Fact]
    public async Task PagesJobsAndTheApiAreForWhoeverSignedInAndIsLetIn()
    {
        await using var provider = await OpenIdStandIn.Start();
        await using var service = await RunningService.Start(null, Settings(provider));
        using var nobody = new Browser(service.Http.BaseAddress!);
        using var member = new Browser(service.Http.BaseAddress!);
        using var admin = new Browser(service.Http.BaseAddress!);
        using var atThisMachine = new Browser(service.Http.BaseAddress!, service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        foreach (var browser in new[] { nobody, member, admin }) browser.Headers["X-Forwarded-For"] = "127.0.0.1";

        foreach (var address in Doors)
        {
            using var answer = await nobody.Get(address);
            Assert.Equal((address, HttpStatusCode.Redirect), (address, answer.StatusCode));
            Assert.StartsWith($"{provider.Address}/authorize?", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
            // Being on this machine is not enough any more.
            using var near = await atThisMachine.Get(address);
            Assert.Equal((address, HttpStatusCode.Redirect), (address, near.StatusCode));
        }

        using var seen = await member.Follow("/");
        provider.Email = "dan@example.com";
        using var all = await admin.Follow("/");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (seen.StatusCode, all.StatusCode));
        foreach (var address in Doors.Where(each => each != "/events/1"))
        {
            var forAdmins = address is "/preview" || address.StartsWith("/hangfire", StringComparison.Ordinal);
            using var asMember = await member.Get(address);
            using var asAdmin = await admin.Get(address);
            Assert.Equal((address, forAdmins ? HttpStatusCode.Forbidden : HttpStatusCode.OK, HttpStatusCode.OK), (address, asMember.StatusCode, asAdmin.StatusCode));
        }
        using var api = await member.Get("/api/sources");
        using var pressed = await admin.Press("/hangfire/recurring/trigger", new KeyValuePair<string, string>("jobs[]", "send-what-is-due"));
        Assert.Equal(HttpStatusCode.OK, api.StatusCode);
        // Hangfire's own page sends a token, too; another site's does not.
        Assert.NotInRange((int)pressed.StatusCode, 200, 299);
        using var ready = await service.Http.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.DoesNotContain(OpenIdStandIn.ClientSecret, service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutSignInTheJobsAreForThisMachineAlone()
    {
        await using var service = await RunningService.Start(null);
        using var away = new Browser(service.Http.BaseAddress!);

        using var near = await service.Http.GetAsync("/hangfire");
        using var far = await away.Get("/hangfire");

        Assert.Equal(HttpStatusCode.OK, near.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, far.StatusCode);
        Assert.StartsWith("These pages answer only this machine", await far.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIncompleteSettingStopsTheStartWithASentence()
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-journey-").FullName;
        try
        {
            var (code, output, error) = await RunningService.Run(folder, new() { ["SignIn:Authority"] = "https://login.example.com", ["SignIn:ClientSecret"] = OpenIdStandIn.ClientSecret }, "serve", "--urls", "http://127.0.0.1:0");

            Assert.NotEqual(0, code);
            Assert.Contains("SignIn:ClientId is missing", output + error, StringComparison.Ordinal);
            Assert.DoesNotContain(OpenIdStandIn.ClientSecret, output + error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static Dictionary<string, string> Settings(OpenIdStandIn provider) => new()
    {
        ["PublicUrl"] = Browser.PublicUrl,
        ["SignIn:Authority"] = provider.Address,
        ["SignIn:ClientId"] = OpenIdStandIn.ClientId,
        ["SignIn:ClientSecret"] = OpenIdStandIn.ClientSecret,
        ["SignIn:Members:0"] = "@example.com",
        ["SignIn:Admins:0"] = "dan@example.com",
    };
}
