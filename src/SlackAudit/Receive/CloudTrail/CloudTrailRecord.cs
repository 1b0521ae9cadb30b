using System.Net;
using System.Text.Json;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>One record of CloudTrail, by the names that all of them share; whatever is missing or of another kind is null.</summary>
sealed class CloudTrailRecord
{
    /// <summary>What CloudTrail writes in the place of what nobody may read.</summary>
    public const string Hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";

    const int LongestWord = 256;

    const string Console = "signin.amazonaws.com";
    const string Inside = "AWS Internal";

    public CloudTrailRecord(JsonElement json)
    {
        Json = json;
        Insight = json.At("insightDetails");
        Service = ServiceName(OneLine.Of(json.Text("eventSource") ?? Insight.Text("eventSource"), LongestWord));
        Name = OneLine.Of(json.Text("eventName") ?? Insight.Text("eventName"), LongestWord);
        Call = Name is null ? "" : CallWords.WithoutVersion(Name);
        InvokedBy = OneLine.Of(Identity.Text("invokedBy"), LongestWord) is { } by && !IsConsole(by, json) ? by : null;
        var account = OneLine.Of(json.TextOrNumber("recipientAccountId") ?? Identity.TextOrNumber("accountId"), LongestWord);
        var region = OneLine.Of(json.Text("awsRegion"), LongestWord);
        Scope = region is null || account is null ? region ?? account : $"{region}/{account}";
    }

    public JsonElement Json { get; }

    /// <summary>What an unusual rate was seen of; undefined for a call.</summary>
    public JsonElement Insight { get; }

    public JsonElement Identity => Json.At("userIdentity");

    public JsonElement Request => Json.At("requestParameters");

    public JsonElement Response => Json.At("responseElements");

    /// <summary>The service, such as <c>ssm</c>.</summary>
    public string? Service { get; }

    /// <summary>The call as CloudTrail names it.</summary>
    public string? Name { get; }

    /// <summary>The call without the version of its interface; empty where it has no name.</summary>
    public string Call { get; }

    public string? SourceAction => Service is null || Name is null ? Service ?? Name : $"{Service}:{Name}";

    /// <summary>The AWS service that made the call for somebody or on its own.</summary>
    public string? InvokedBy { get; }

    public bool IsByService => InvokedBy is not null || Identity.Text("type") == "AWSService";

    /// <summary>Region and account: the account last, since people ask for that.</summary>
    public string? Scope { get; }

    /// <summary>Whether nothing can have changed; null where the record does not say.</summary>
    public bool? ReadOnly => Flag(Json, "readOnly");

    public string? Region => Json.Text("awsRegion");

    /// <summary>From where; null where the record names a service instead.</summary>
    public string? Address => Json.Text("sourceIPAddress")?.Trim() is { } text && IsAddress(text) ? text : null;

    /// <summary>Whether something is set that some writers put as a word.</summary>
    public static bool? Flag(JsonElement json, params ReadOnlySpan<string> path) =>
        json.Flag(path) ?? (bool.TryParse(json.Text(path), out var flag) ? flag : null);

    // What CloudTrail writes beside whoever signed in and clicked: no service acting by itself.
    static bool IsConsole(string invokedBy, JsonElement json) => invokedBy == Console || (invokedBy == Inside && Flag(json, "sessionCredentialFromConsole") == true);

    static string? ServiceName(string? source)
    {
        if (source is null) return null;
        var dot = source.IndexOf(".amazonaws.com", StringComparison.OrdinalIgnoreCase);
        return dot > 0 ? source[..dot] : source;
    }

    // Octets with leading zeros are no address to .NET, but are what the record says.
    static bool IsAddress(string text) =>
        text.Length <= 45 && (text.All(c => char.IsAsciiDigit(c) || c == '.') ? text.Count(c => c == '.') == 3 : text.Contains(':') && IPAddress.TryParse(text, out _));
}
