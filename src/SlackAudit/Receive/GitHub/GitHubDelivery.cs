using System.Text.Json;

namespace SlackAudit.Receive.GitHub;

/// <summary>One delivery as its mapping sees it: what GitHub calls it, and the payload under the names that every kind shares.</summary>
/// <param name="event">The kind, from the header; null where a proxy dropped it.</param>
/// <param name="root">The payload, valid while the delivery is being read.</param>
sealed class GitHubDelivery(string? @event, JsonElement root)
{
    /// <summary>No kind, action, login, repository, branch or tag is honestly longer.</summary>
    public const int LongestWord = 256;

    const int LongestTitle = 100;

    public string? Event { get; } = @event;

    public JsonElement Root { get; } = root;

    public string? Action { get; } = OneLine.Of(root.Text("action"), LongestWord);

    public string? Sender { get; } = OneLine.Of(root.Text("sender", "login"), LongestWord);

    /// <summary>The repository; without one, the organisation or account that it happened in.</summary>
    public string? App { get; } = OneLine.Of(
        root.Text("repository", "full_name") ?? root.Text("organization", "login") ?? root.Text("installation", "account", "login"), LongestWord);

    /// <summary>The action in GitHub's words; null where not even the kind is known.</summary>
    public string? SourceAction => (Event, Action) switch
    {
        ({ } kind, { } action) => $"{kind}.{action}",
        _ => Event ?? Action,
    };

    public string Who => Sender ?? "somebody";

    public string Place => App ?? "GitHub";

    /// <summary>For the end of a sentence: <c> by alice</c>, or nothing.</summary>
    public string By => Sender is null ? "" : $" by {Sender}";

    /// <summary>A login, branch or other short name.</summary>
    public string? Name(params ReadOnlySpan<string> path) => OneLine.Of(Root.Text(path), LongestWord);

    /// <summary>A title somebody typed, shortened.</summary>
    public string? Title(params ReadOnlySpan<string> path) => OneLine.Of(Root.Text(path), LongestTitle);

    public bool Is(params ReadOnlySpan<string> path) => Root.Flag(path) == true;

    public DateTimeOffset? At(params ReadOnlySpan<string> path) => Root.Instant(path);

    /// <summary><c>#42</c>, or null.</summary>
    public string? Number(params ReadOnlySpan<string> path) => Root.Number(path) is { } number ? $"#{number}" : null;

    /// <summary>An absolute https address, or null.</summary>
    public string? Link(params ReadOnlySpan<string> path) => HttpsAddress.Of(Root.Text(path));
}
