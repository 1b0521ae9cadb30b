using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

/// <summary>
/// Slack on this machine: a real socket that takes messages as Slack does, checks the token and the limits of Block Kit, and
/// fails when it is told to.
/// </summary>
public sealed partial class SlackStandIn : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<StandInAnswer> script = [];
    readonly ConcurrentDictionary<string, ConcurrentQueue<StandInAnswer>> methods = [];
    readonly Lock gate = new();

    SlackStandIn(WebApplication app) => this.app = app;

    public string Token { get; } = "xoxb-stand-in-token";

    public string SigningSecret { get; } = "stand-in-signing-secret";

    public string Origin { get; private set; } = "";

    public string ApiUrl => Origin + "/api/";

    /// <summary>Settings under which a service talks to this stand-in.</summary>
    public SlackSettings Settings => new()
    {
        ApiToken = Token,
        SigningSecret = SigningSecret,
        ApiUrl = ApiUrl,
        ResponseUrlHosts = [new Uri(Origin).Authority],
    };

    /// <summary>What <c>users.info</c> knows: the JSON of each user by id.</summary>
    public ConcurrentDictionary<string, string> People { get; } = [];

    /// <summary>Answers <c>apps.connections.open</c>, by the token that came; without it, nobody has switched Socket Mode on.</summary>
    public Func<string, string>? OpenConnection { get; set; }

    /// <summary>What the token may do.</summary>
    public string Scopes { get; set; } = "commands,chat:write,users:read,users:read.email";

    public static async Task<SlackStandIn> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new SlackStandIn(app);
        app.MapPost("/api/{method}", standIn.Call);
        app.MapPost("/respond/{id}", standIn.Respond);
        app.MapPost("/upload/{id}", standIn.Upload);
        await app.StartAsync();
        standIn.Origin = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return standIn;
    }

    /// <summary>Answers the next calls like this, then as usual again.</summary>
    public void Next(StandInAnswer answer, int times = 1)
    {
        for (var i = 0; i < times; i++) script.Enqueue(answer);
    }

    /// <summary>Answers the next calls of one method like this.</summary>
    public void Next(StandInAnswer answer, string method, int times = 1)
    {
        for (var i = 0; i < times; i++) methods.GetOrAdd(method, _ => []).Enqueue(answer);
    }

    /// <summary>Forgets how it was told to answer.</summary>
    public void Recover()
    {
        script.Clear();
        methods.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    async Task Call(HttpContext context, string method)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        var fields = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        Add(calls, method);
        var scripted = methods.TryGetValue(method, out var own) && own.TryDequeue(out var mine) ? mine : script.TryDequeue(out var next) ? next : null;
        context.Response.ContentType = "application/json";
        context.Response.Headers["x-oauth-scopes"] = Scopes;
        var answer = scripted is { Happens: false } ? ""
            : method == "apps.connections.open" && OpenConnection is { } open ? open(context.Request.Headers.Authorization.ToString())
            : context.Request.Headers.Authorization != $"Bearer {Token}" ? Refusal("invalid_auth")
            : Answer(method, fields);
        await (scripted is null ? context.Response.WriteAsync(answer) : scripted.Write(context));
    }

    string Answer(string method, Dictionary<string, string> fields) => method switch
    {
        "auth.test" => """{"ok":true,"url":"https://acme.slack.com/","team":"Acme","user":"slackaudit","team_id":"T0ACME","user_id":"U0BOT"}""",
        "users.info" => People.TryGetValue(fields.GetValueOrDefault("user", ""), out var user) ? $$"""{"ok":true,"user":{{user}}}""" : Refusal("user_not_found"),
        "users.lookupByEmail" => People.Values.FirstOrDefault(person => JsonNode.Parse(person)?["profile"]?["email"]?.GetValue<string>() == fields.GetValueOrDefault("email", "")) is { } found
            ? $$"""{"ok":true,"user":{{found}}}"""
            : Refusal("users_not_found"),
        "views.open" or "views.push" => OpenView(fields),
        "views.update" => Views.Any(view => view.Id == fields["view_id"]) && IsView(fields["view"], out _) ? Ok(shown, fields["view_id"], fields["view"]) : Refusal("not_found"),
        "views.publish" => Publish(fields),
        "chat.unfurl" => Ok(unfurls, $"{fields["channel"]} {fields["ts"]}", fields["unfurls"]),
        "chat.postMessage" => Post(fields),
        "chat.update" => Update(fields),
        "files.getUploadURLExternal" => PlaceForUpload(fields),
        "files.completeUploadExternal" => ShareUpload(fields),
        _ => Refusal("unknown_method"),
    };

    static string Refusal(string error) => $$"""{"ok":false,"error":"{{error}}"}""";
}
