using System.Text.RegularExpressions;

namespace SlackAudit.Receive.Sns;

/// <summary>A topic, and what follows from its region: which host speaks for it, and whose certificate signs.</summary>
/// <param name="Arn">Its name, <c>arn:aws:sns:region:account:name</c>.</param>
/// <param name="Host">The only host that certificates and subscriptions of its region come from.</param>
/// <param name="Signer">The name on the certificate that signs its messages.</param>
sealed partial record SnsTopic(string Arn, string Host, string Signer)
{
    // The regions that have to be switched on sign in a name of their own.
    static readonly HashSet<string> OwnSigner =
    [
        "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "me-south-1", "me-central-1",
        "eu-south-1", "eu-south-2", "eu-central-2", "af-south-1", "il-central-1", "ca-west-1", "mx-central-1",
    ];

    /// <summary>The last part of the ARN, as people call it.</summary>
    public string Name => Arn[(Arn.LastIndexOf(':') + 1)..];

    /// <summary>The topic of an ARN; null for what is none.</summary>
    public static SnsTopic? Parse(string arn)
    {
        if (Form().Match(arn) is not { Success: true } match) return null;
        var (partition, region) = (match.Groups["partition"].Value, match.Groups["region"].Value);
        return partition switch
        {
            "aws-cn" => new(arn, $"sns.{region}.amazonaws.com.cn", $"sns-{region}.amazonaws.com.cn"),
            "aws-us-gov" => new(arn, $"sns.{region}.amazonaws.com", "sns-us-gov-west-1.amazonaws.com"),
            _ => new(arn, $"sns.{region}.amazonaws.com", OwnSigner.Contains(region) ? $"sns-signing.{region}.amazonaws.com" : "sns.amazonaws.com"),
        };
    }

    [GeneratedRegex(@"\Aarn:(?<partition>aws|aws-cn|aws-us-gov):sns:(?<region>[a-z]{2}(-[a-z]{2,12}){1,2}-[0-9]{1,2}):[0-9]{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?\z")]
    private static partial Regex Form();
}
