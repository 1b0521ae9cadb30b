using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SlackAudit.Slack;

/// <summary>What Slack answered when it did what it was asked.</summary>
sealed record SlackAnswer(JsonObject Body, IReadOnlyList<string> Scopes);

/// <summary>Reading Slack's answers, of which only the status and a few fields can be relied on.</summary>
static class SlackAnswers
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static SlackAnswer Read(string method, HttpResponseMessage response, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var json = Parse(body);
        var code = Text(json, "error");
        if (response.StatusCode == HttpStatusCode.TooManyRequests || code is SlackErrors.RateLimitedCode or "rate_limited")
            throw RateLimited(method, response, now);
        if ((int)response.StatusCode >= 500) throw Refused(method, $"http_{(int)response.StatusCode}", json ?? []);
        if (code is not null && !IsTrue(json, "ok")) throw Refused(method, code, json!);
        if (!response.IsSuccessStatusCode) throw Refused(method, $"http_{(int)response.StatusCode}", json ?? []);
        if (json is not null && IsTrue(json, "ok")) return new(json, Scopes(response));
        // A late answer is confirmed with the bare word.
        if (method == "response_url" && json is null && response.StatusCode == HttpStatusCode.OK) return new([], []);
        throw new SlackTransientException($"Slack's answer to {method} cannot be read; it may have been done.", SlackErrors.UnreadableCode);
    }

    public static AuthTestResponse AuthTest(JsonObject body, IReadOnlyList<string> scopes) => new()
    {
        Team = Text(body, "team") ?? "",
        TeamId = Text(body, "team_id") ?? "",
        Url = Text(body, "url") ?? "",
        User = Text(body, "user") ?? "",
        UserId = Text(body, "user_id") ?? "",
        Scopes = scopes,
    };

    /// <summary>The user in an answer; null where it names none that can be written to.</summary>
    public static UserInfo? User(JsonObject body, string asked)
    {
        var user = body["user"] as JsonObject ?? [];
        var profile = user["profile"] as JsonObject;
        // Whoever was asked for by id is known to have that id.
        var id = Text(user, "id") ?? asked;
        return !SlackText.IsUserId(id) ? null : new()
        {
            Id = id,
            TeamId = Text(user, "team_id") ?? "",
            Teams = Texts(user["enterprise_user"] as JsonObject, "teams").ToArray(),
            Name = Text(user, "name") ?? "",
            RealName = Text(user, "real_name") ?? Text(profile, "real_name") ?? "",
            Email = Text(profile, "email"),
            Tz = Text(user, "tz"),
            IsBot = IsTrue(user, "is_bot"),
            IsGuest = IsTrue(user, "is_restricted") || IsTrue(user, "is_ultra_restricted") || IsTrue(user, "is_stranger"),
            IsDeleted = IsTrue(user, "deleted"),
        };
    }

    /// <summary>The id of the dialog in an answer; empty where it names none.</summary>
    public static string ViewId(JsonObject body) => Text(body["view"] as JsonObject, "id") ?? "";

    static SlackException Refused(string method, string code, JsonObject body)
    {
        code = SlackText.TruncateMarkup(SlackText.Clean(code), 100);
        var messages = Texts(body, "errors").Concat(Texts(body["response_metadata"] as JsonObject, "messages")).Take(10).ToArray();
        var sentence = $"Slack answered {code} to {method}. {SlackErrors.Advice(code, Text(body, "needed"))}";
        return SlackErrors.ClassOf(code) == SlackErrorClass.Transient
            ? new SlackTransientException(sentence, code, messages)
            : new SlackException(sentence, code, messages);
    }

    static SlackRateLimitException RateLimited(string method, HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter is not { } header ? UsualWait : header.Delta ?? header.Date - now ?? UsualWait;
        wait = wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait > LongestWait ? LongestWait : wait;
        return new(string.Create(CultureInfo.InvariantCulture, $"Slack asks to wait {wait.TotalSeconds:0} seconds before {method}."), wait);
    }

    static JsonObject? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string[] Scopes(HttpResponseMessage response) =>
        !response.Headers.TryGetValues("x-oauth-scopes", out var values)
            ? []
            : string.Join(',', values).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    static string? Text(JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static bool IsTrue(JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;

    /// <summary>The texts of a list, cut and cleaned.</summary>
    public static IEnumerable<string> Texts(JsonObject? json, string name) =>
        (json?[name] as JsonArray ?? []).OfType<JsonValue>().Select(value => SlackText.Truncate(SlackText.Clean(value.ToString()), 300));
}
