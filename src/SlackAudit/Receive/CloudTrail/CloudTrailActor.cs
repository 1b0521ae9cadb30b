using System.Text.Json;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>Who made a call, as people know them: a user, the session of a role, a service; an opaque id only where there is nothing else.</summary>
/// <param name="Name">The actor; null where the record names nobody.</param>
/// <param name="Aside">What is worth adding in a sentence: the role that they had taken on, or their account where it is another one.</param>
readonly record struct CloudTrailActor(string? Name, string? Aside = null)
{
    const int LongestName = 256;
    const string SingleSignOn = "AWSReservedSSO_";

    public static CloudTrailActor Of(CloudTrailRecord record)
    {
        var identity = record.Identity;
        var issuer = Issuer(identity);
        if (Text(identity, "sessionContext", "sourceIdentity") is { } original) return new(original, As(issuer));
        return identity.Text("type") switch
        {
            "Root" => new("Root"),
            "AssumedRole" or "FederatedUser" => Session(issuer, SessionName(identity)) ?? Named(record),
            "AWSAccount" => Foreign(record, SessionOf(identity)),
            _ => Named(record),
        };
    }

    static CloudTrailActor? Session(string? role, string? session)
    {
        if (session is null) return role is null ? null : new(role);
        // An address is a person wherever it was used, and in single sign-on the session is the user's name.
        if (role is null || session.Contains('@') || role.StartsWith(SingleSignOn, StringComparison.Ordinal)) return new(session, As(role));
        return new($"{role}/{session}");
    }

    static CloudTrailActor Foreign(CloudTrailRecord record, string? session)
    {
        var account = Text(record.Identity, "accountId");
        // A service that takes on a role elsewhere names its session with a number, which tells nobody anything.
        if (Guid.TryParse(session, out _) && record.InvokedBy is { } service) return new(service, account is null ? null : $"of account {account}");
        if (session is not null) return new(session, account is null ? null : $"of account {account}");
        return account is null or "ANONYMOUS_PRINCIPAL" ? new(Text(record.Identity, "userName") ?? record.InvokedBy) : new($"AWSAccount:{account}");
    }

    static CloudTrailActor Named(CloudTrailRecord record)
    {
        var identity = record.Identity;
        var hidden = identity.Text("userName") == CloudTrailRecord.Hidden;
        var name = Text(identity, "userName") ?? Text(record.Json, "additionalEventData", "UserName") ?? OfArn(identity) ?? SessionOf(identity)
            ?? record.InvokedBy ?? Text(identity, "onBehalfOf", "userId");
        if (name is not null || hidden) return new(name);
        var (type, account) = (Text(identity, "type"), Text(identity, "accountId"));
        return new(type is null or "Unknown" || account is null ? null : $"{type}:{account}");
    }

    // user/path/alice, assumed-role/ops/alice, federated-user/bob, role/path/ops
    static string? OfArn(JsonElement identity) => Arn.Resource(identity.Text("arn"))?.Split('/') switch
    {
        null => null,
        ["root"] => "Root",
        ["assumed-role", var role, var session] => Session(role, session)?.Name,
        [_, .., { Length: > 0 } last] => OneLine.Of(last, LongestName),
        _ => null,
    };

    static string? Issuer(JsonElement identity) =>
        Text(identity, "sessionContext", "sessionIssuer", "userName") ?? (Arn.Resource(identity.Text("arn"))?.Split('/') is ["assumed-role", var role, _] ? OneLine.Of(role, LongestName) : null);

    static string? SessionName(JsonElement identity) => SessionOf(identity) ?? Arn.Resource(identity.Text("arn"))?.Split('/') switch
    {
        ["assumed-role", _, var session] => OneLine.Of(session, LongestName),
        ["federated-user", var session] => OneLine.Of(session, LongestName),
        _ => null,
    };

    static string? SessionOf(JsonElement identity) => Text(identity, "principalId") is { } id && id.LastIndexOf(':') is >= 0 and var colon ? OneLine.Of(id[(colon + 1)..], LongestName) : null;

    // AWSReservedSSO_AdministratorAccess_0123456789abcdef is what people know as AdministratorAccess.
    static string? As(string? role)
    {
        if (role is null) return null;
        if (!role.StartsWith(SingleSignOn, StringComparison.Ordinal)) return $"as {role}";
        var name = role[SingleSignOn.Length..];
        var end = name.LastIndexOf('_');
        return $"as {(end > 0 ? name[..end] : name)}";
    }

    static string? Text(JsonElement json, params ReadOnlySpan<string> path) => json.TextOrNumber(path) is { } text && text != CloudTrailRecord.Hidden ? OneLine.Of(text, LongestName) : null;
}
