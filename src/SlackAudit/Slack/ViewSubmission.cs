using SlackAudit.Slack.Access;

namespace SlackAudit.Slack;

/// <summary>Somebody filled in a dialog and sent it; all of it is untrusted text.</summary>
public sealed record ViewSubmission
{
    /// <summary>Which dialog it is.</summary>
    public required string CallbackId { get; init; }

    /// <summary>What we gave it to bring back.</summary>
    public string PrivateMetadata { get; init; } = "";

    /// <summary>Who sent it.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The short name of who sent it.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The workspace.</summary>
    public string TeamId { get; init; } = "";

    /// <summary>The dialog's id.</summary>
    public string ViewId { get; init; } = "";

    /// <summary>What was filled in, by the block's id; a block with nothing in it is not there.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The ids of the blocks that can be filled in, in no order.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>What they may here; set when it is handed to its handler.</summary>
    public Role Role { get; init; }

    /// <summary>Names no value, since dialogs end up in logs.</summary>
    public override string ToString() => $"{SlackText.Clean(CallbackId)} by {SlackText.Clean(UserId)}";
}

/// <summary>What a dialog that was sent is answered with.</summary>
public sealed record ViewSubmissionResponse
{
    /// <summary>It closes.</summary>
    public static readonly ViewSubmissionResponse Close = new();

    /// <summary>It stays open and shows this instead; null for no other.</summary>
    public View? Update { get; init; }

    /// <summary>It stays open with a sentence at some blocks, by the block's id.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>It stays open with a sentence at one block.</summary>
    public static ViewSubmissionResponse Error(string blockId, string sentence) => new() { Errors = new Dictionary<string, string> { [blockId] = sentence } };
}

/// <summary>Acts on a dialog that was filled in.</summary>
public interface IViewSubmissionHandler
{
    /// <summary>Acts, within two seconds: later than that nobody sees the answer.</summary>
    Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken);
}
