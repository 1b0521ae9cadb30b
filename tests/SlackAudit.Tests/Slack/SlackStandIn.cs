using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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

/// <summary>A message that the stand-in took.</summary>
/// <param name="Channel">The id of the channel.</param>
/// <param name="Ts">Its place there.</param>
/// <param name="Message">The message, with the channel as it was named.</param>
/// <param name="Raw">The fields as they came.</param>
public sealed record StandInPost(string Channel, string Ts, Message Message, IReadOnlyDictionary<string, string> Raw);

/// <summary>A dialog that the stand-in opened.</summary>
public sealed record StandInView(string TriggerId, View View, string Raw)
{
    public string Id { get; init; } = "V1";
}

/// <summary>What somebody's home or an open dialog was made to show.</summary>
public sealed record StandInShown(string Where, string Raw);

/// <summary>An answer to a command or button that the stand-in took.</summary>
public sealed record StandInResponse(string ResponseUrl, Message Message, string Raw);

/// <summary>
/// Slack on this machine: a real socket that takes messages as Slack does, checks the token and the limits of Block Kit, and
/// fails when it is told to.
/// </summary>
public sealed class SlackStandIn : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<StandInAnswer> script = [];
    readonly ConcurrentDictionary<string, ConcurrentQueue<StandInAnswer>> methods = [];
    readonly List<StandInPost> posts = [];
    readonly List<StandInPost> updates = [];
    readonly List<StandInResponse> responses = [];
    readonly List<StandInView> views = [];
    readonly List<StandInShown> homes = [];
    readonly List<StandInShown> shown = [];
    readonly List<StandInShown> unfurls = [];
    readonly HashSet<string> triggers = [];
    readonly List<string> calls = [];
    readonly Dictionary<string, int> responseUses = [];
    readonly Dictionary<string, (double Left, long At)> allowed = [];
    readonly Lock gate = new();
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long lastTs = 1_772_460_180_000_000;

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

    /// <summary>The files that were shared: the conversation, the name and the bytes.</summary>
    public ConcurrentQueue<(string Channel, string Name, byte[] Bytes)> Files { get; } = [];

    readonly ConcurrentDictionary<string, byte[]> uploads = [];

    /// <summary>The messages that are in the channels, oldest first.</summary>
    public IReadOnlyList<StandInPost> Posts => Copy(posts);

    public IReadOnlyList<StandInPost> Updates => Copy(updates);

    public IReadOnlyList<StandInResponse> Responses => Copy(responses);

    /// <summary>The dialogs that were opened, oldest first.</summary>
    public IReadOnlyList<StandInView> Views => Copy(views);

    /// <summary>The homes that were shown, by the user's id, oldest first.</summary>
    public IReadOnlyList<StandInShown> Homes => Copy(homes);

    /// <summary>What dialogs were made to show after they were open, by their id.</summary>
    public IReadOnlyList<StandInShown> Shown => Copy(shown);

    /// <summary>The previews of links, by channel and message.</summary>
    public IReadOnlyList<StandInShown> Unfurls => Copy(unfurls);

    /// <summary>The name of every method that was called, refused calls included.</summary>
    public IReadOnlyList<string> Calls => Copy(calls);

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

    /// <summary>A fresh address for late answers, good for five of them.</summary>
    public string NewResponseUrl() => $"{Origin}/respond/{Guid.NewGuid():N}";

    /// <summary>How many messages came faster than Slack allows: more than a few at once, or than one a second and channel.</summary>
    public int TooFast { get; private set; }

    /// <summary>How many messages came faster than Slack allows a workspace.</summary>
    public int TooFastInAll { get; private set; }

    public Task<IReadOnlyList<StandInPost>> WaitForPosts(int count) => WaitFor(() => Posts, count);

    public Task<IReadOnlyList<StandInPost>> WaitForUpdates(int count) => WaitFor(() => Updates, count);

    public Task<IReadOnlyList<StandInView>> WaitForViews(int count) => WaitFor(() => Views, count);

    public Task<IReadOnlyList<StandInShown>> WaitForHomes(int count) => WaitFor(() => Homes, count);

    public Task<IReadOnlyList<StandInShown>> WaitForShown(int count) => WaitFor(() => Shown, count);

    public Task<IReadOnlyList<StandInShown>> WaitForUnfurls(int count) => WaitFor(() => Unfurls, count);

    public Task<IReadOnlyList<string>> WaitForCalls(string method, int count) => WaitFor<string>(() => [.. Calls.Where(call => call == method)], count);

    /// <summary>What opens one dialog.</summary>
    public string NewTrigger()
    {
        var trigger = $"{Guid.NewGuid():N}.trigger";
        lock (gate) triggers.Add(trigger);
        return trigger;
    }

    public Task<IReadOnlyList<StandInResponse>> WaitForResponses(int count) => WaitFor(() => Responses, count);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    async Task<IReadOnlyList<T>> WaitFor<T>(Func<IReadOnlyList<T>> list, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            if (list() is { } items && items.Count >= count) return items;
            await next.WaitAsync(patience.Token);
        }
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

    string Post(Dictionary<string, string> fields)
    {
        if (!Taken(fields, out var message, out var refusal)) return refusal;
        if (string.IsNullOrEmpty(message.Channel)) return Refusal("channel_not_found");
        var post = new StandInPost(ChannelId(message.Channel), NextTs(), message, fields);
        lock (gate)
        {
            // A little more than we allow ourselves: what was sent a second apart may arrive closer together.
            if (!Allow(post.Channel, burst: 4, perSecond: 1)) TooFast++;
            if (!Allow("all", burst: 64, perSecond: 200 / 60.0)) TooFastInAll++;
        }
        Add(posts, post);
        ProducedForSlack.Message(JsonSerializer.SerializeToNode(message, SlackJson.Options)!);
        return $$"""{"ok":true,"channel":"{{post.Channel}}","ts":"{{post.Ts}}"}""";
    }

    bool Allow(string what, double burst, double perSecond)
    {
        var (left, at) = allowed.GetValueOrDefault(what, (Left: burst, At: Stopwatch.GetTimestamp()));
        left = Math.Min(burst, left + Stopwatch.GetElapsedTime(at).TotalSeconds * perSecond) - 1;
        allowed[what] = (left, Stopwatch.GetTimestamp());
        return left >= 0;
    }

    string PlaceForUpload(Dictionary<string, string> fields)
    {
        if (!Scopes.Contains("files:write", StringComparison.Ordinal)) return Refusal("missing_scope");
        var id = $"F{fields["length"]}X{fields["filename"].Length}";
        return $$"""{"ok":true,"upload_url":"{{Origin}}/upload/{{id}}","file_id":"{{id}}"}""";
    }

    async Task Upload(HttpContext context, string id)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        Add(calls, "upload");
        if (context.Request.Headers.Authorization.Count > 0 || !id.StartsWith($"F{bytes.Length}X", StringComparison.Ordinal)) context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else uploads[id] = bytes.ToArray();
    }

    // A conversation by its id only, and only what was uploaded.
    string ShareUpload(Dictionary<string, string> fields)
    {
        var file = JsonNode.Parse(fields["files"])!.AsArray().Single()!;
        if (fields["channel_id"][0] is not ('C' or 'D' or 'G')) return Refusal("channel_not_found");
        if (!uploads.TryRemove(file["id"]!.GetValue<string>(), out var bytes)) return Refusal("file_not_found");
        Files.Enqueue((fields["channel_id"], file["title"]!.GetValue<string>(), bytes));
        return """{"ok":true,"files":[]}""";
    }

    string OpenView(Dictionary<string, string> fields)
    {
        var trigger = fields.GetValueOrDefault("trigger_id", "");
        lock (gate)
            if (!triggers.Remove(trigger)) return Refusal("expired_trigger_id");
        if (!IsView(fields["view"], out var problems)) return JsonSerializer.Serialize(new { ok = false, error = "invalid_arguments", errors = problems });
        var id = $"V{trigger}";
        ProducedForSlack.View(JsonNode.Parse(fields["view"])!);
        Add(views, new StandInView(trigger, JsonSerializer.Deserialize<View>(fields["view"], SlackJson.Options)!, fields["view"]) { Id = id });
        return $$$"""{"ok":true,"view":{"id":"{{{id}}}"}}""";
    }

    static bool IsView(string raw, out IReadOnlyList<string> problems)
    {
        problems = BlockKit.CheckView(JsonSerializer.Deserialize<View>(raw, SlackJson.Options)!);
        return problems.Count == 0 && raw.Length <= 250_000 && JsonNode.Parse(raw)!["type"]?.GetValue<string>() == "modal";
    }

    string Publish(Dictionary<string, string> fields)
    {
        var user = fields["user_id"];
        // What somebody sees is known by how often they were shown something.
        if (fields.TryGetValue("hash", out var hash) && hash != HomeHash(user)) return Refusal("hash_conflict");
        var raw = fields["view"];
        var problems = BlockKit.CheckHome(JsonSerializer.Deserialize<HomeView>(raw, SlackJson.Options)!);
        return problems.Count > 0 || raw.Length > 250_000 || JsonNode.Parse(raw)!["type"]?.GetValue<string>() != "home"
            ? JsonSerializer.Serialize(new { ok = false, error = "invalid_arguments", errors = problems })
            : Ok(homes, user, raw);
    }

    /// <summary>What stands for what somebody sees.</summary>
    public string HomeHash(string user) => string.Create(CultureInfo.InvariantCulture, $"hash-{Homes.Count(home => home.Where == user)}");

    string Ok(List<StandInShown> list, string where, string raw)
    {
        Add(list, new StandInShown(where, raw));
        if (list == homes) ProducedForSlack.View(JsonNode.Parse(raw)!);
        return """{"ok":true}""";
    }

    string Update(Dictionary<string, string> fields)
    {
        if (!Taken(fields, out var message, out var refusal)) return refusal;
        var ts = fields.GetValueOrDefault("ts", "");
        if (!Posts.Any(post => post.Ts == ts && post.Channel == message.Channel)) return Refusal("message_not_found");
        Add(updates, new StandInPost(message.Channel!, ts, message, fields));
        return $$"""{"ok":true,"channel":"{{message.Channel}}","ts":"{{ts}}"}""";
    }

    async Task Respond(HttpContext context, string id)
    {
        var raw = await new StreamReader(context.Request.Body).ReadToEndAsync();
        Add(calls, "response_url");
        if (script.TryDequeue(out var scripted))
        {
            await scripted.Write(context);
            return;
        }
        int uses;
        lock (gate) uses = responseUses[id] = responseUses.GetValueOrDefault(id) + 1;
        var message = SlackJson.Deserialize(raw);
        var refusal = uses > 5 ? Refusal("used_url") : BlockKit.Check(message).Count > 0 ? Refusal("invalid_blocks") : null;
        if (refusal is not null) context.Response.StatusCode = StatusCodes.Status404NotFound;
        else Add(responses, new StandInResponse($"{Origin}/respond/{id}", message, raw));
        await context.Response.WriteAsync(refusal ?? "ok");
    }

    static bool Taken(Dictionary<string, string> fields, out Message message, out string refusal)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields)
            json[name] = name is "channel" or "text" or "thread_ts" or "ts" or "parse" ? value : JsonNode.Parse(value);
        message = json.Deserialize<Message>(SlackJson.Options)!;
        var problems = BlockKit.Check(message);
        refusal = problems.Count == 0 ? "" : JsonSerializer.Serialize(new { ok = false, error = "invalid_blocks", errors = problems });
        return problems.Count == 0;
    }

    static string Refusal(string error) => $$"""{"ok":false,"error":"{{error}}"}""";

    /// <summary>An id is itself, a user's that of the conversation with them; a name has always the same id.</summary>
    public static string ChannelId(string channel) => channel is ['U' or 'W', _, ..] && channel.All(char.IsLetterOrDigit)
        ? "D" + channel[1..]
        : channel is ['C' or 'D' or 'G', ..] && channel.All(char.IsLetterOrDigit)
        ? channel
        : "C" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(channel.TrimStart('#'))))[..10];

    string NextTs()
    {
        var at = Interlocked.Increment(ref lastTs);
        return string.Create(CultureInfo.InvariantCulture, $"{at / 1_000_000}.{at % 1_000_000:000000}");
    }

    void Add<T>(List<T> list, T item)
    {
        lock (gate) list.Add(item);
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (gate) return [.. list];
    }
}
