using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Slack;

/// <content>Messages, their changes, and late answers.</content>
public sealed partial class SlackStandIn
{
    readonly List<StandInPost> posts = [];
    readonly List<StandInPost> updates = [];
    readonly List<StandInResponse> responses = [];
    readonly Dictionary<string, int> responseUses = [];
    readonly Dictionary<string, (double Left, long At)> allowed = [];
    long lastTs = 1_772_460_180_000_000;

    /// <summary>How many messages came faster than Slack allows: more than a few at once, or than one a second and channel.</summary>
    public int TooFast { get; private set; }

    /// <summary>How many messages came faster than Slack allows a workspace.</summary>
    public int TooFastInAll { get; private set; }

    /// <summary>Whether charts are drawn in this workspace.</summary>
    public bool DrawsCharts { get; set; } = true;

    /// <summary>A fresh address for late answers, good for five of them.</summary>
    public string NewResponseUrl() => $"{Origin}/respond/{Guid.NewGuid():N}";

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
        var refusal = uses > 5 ? Refusal("used_url") : BlockKit.Check(message).Count > 0 || (!DrawsCharts && message.Blocks.Any(block => block is DataVisualizationBlock)) ? Refusal("invalid_blocks") : null;
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
}
