namespace SlackAudit.Receive.CloudTrail;

/// <summary>Amazon resource names, <c>arn:partition:service:region:account:resource</c>, and what people call the thing that they name.</summary>
static class Arn
{
    const int Parts = 6;
    const int RandomEnding = 7;

    /// <summary>The resource alone, such as <c>role/ops</c>; null for what is no ARN.</summary>
    public static string? Resource(string? arn) =>
        arn is not null && arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Split(':', Parts) is { Length: Parts } parts && parts[^1].Length > 0 ? parts[^1] : null;

    /// <summary>The thing's name; a text that is no ARN is its own name.</summary>
    public static string Name(string text)
    {
        if (Resource(text) is not { } resource) return text;
        var name = text.Split(':', Parts)[2] switch
        {
            "sns" or "sqs" or "s3" => resource,
            "iam" or "sts" => Last(resource),
            "cloudformation" or "lambda" => Second(resource),
            "secretsmanager" => WithoutRandomEnding(AfterType(resource)),
            "ssm" when resource.StartsWith("parameter/", StringComparison.Ordinal) => resource["parameter".Length..],
            _ => AfterType(resource),
        };
        return name.Length == 0 ? resource : name;
    }

    static string AfterType(string resource) => resource[(resource.IndexOfAny([':', '/']) + 1)..].TrimEnd('*', ':');

    static string Last(string resource) => resource[(resource.LastIndexOf('/') + 1)..];

    static string Second(string resource) => resource.Split([':', '/'], 3) is { Length: > 1 } parts ? parts[1] : resource;

    // Secrets Manager ends its ARNs with a hyphen and six letters and digits that are no part of the secret's name.
    static string WithoutRandomEnding(string name) =>
        name.Length > RandomEnding && name[^RandomEnding] == '-' && name[^(RandomEnding - 1)..].All(char.IsAsciiLetterOrDigit)
        && name[^(RandomEnding - 1)..].Any(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
            ? name[..^RandomEnding]
            : name;
}
