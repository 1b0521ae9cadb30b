using System.Text.Json;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>Dialogs and what is filled in there.</summary>
sealed partial class BlockKitPass
{
    const int MostViewBlocks = 100;
    // Slack takes 250,000 characters; the rest is for what is beside the blocks.
    const int LargestView = 240_000;
    const int LongestButton = 24;
    const int LongestHidden = 3000;
    const int LongestInput = 3000;
    const int LongestLabelOfInput = 2000;

    /// <summary>What goes back unseen is never cut: a dialog that brings back half of it would be taken for another one.</summary>
    public View View(View view)
    {
        var blocks = ViewBlocks(view.Blocks, block => block is TableBlock or DataVisualizationBlock, "100 a dialog");
        if (blocks.Count == 0) Note("blocks", "is empty");
        if (view.CallbackId.Length is 0 or > LongestId) Note("callback_id", $"has {view.CallbackId.Length} characters; Slack takes 1 to {LongestId}");
        var submit = view.Submit is null ? null : Plain(view.Submit, LongestButton, "submit");
        if (submit is null && blocks.Exists(block => block is InputBlock)) Note("submit", "is missing, though there is something to fill in");
        return view with
        {
            Title = Plain(view.Title, LongestButton, "title") ?? "Dialog",
            Submit = submit ?? (blocks.Exists(block => block is InputBlock) ? new PlainText("Send") : null),
            Close = view.Close is null ? null : Plain(view.Close, LongestButton, "close"),
            PrivateMetadata = view.PrivateMetadata is { Length: > LongestHidden } hidden
                ? Without<string>("private_metadata", $"has {hidden.Length} characters; Slack takes at most {LongestHidden}")
                : view.PrivateMetadata,
            Blocks = blocks,
        };
    }

    public HomeView Home(HomeView view)
    {
        var blocks = ViewBlocks(view.Blocks, block => block is DataVisualizationBlock, "100 on the home");
        if (blocks.Count == 0) Note("blocks", "is empty");
        return view with { Blocks = blocks };
    }

    List<Block> ViewBlocks(IReadOnlyList<Block>? given, Func<Block, bool> isForMessages, string most)
    {
        var drawn = (given ?? []).Where(block => block is not null && !isForMessages(block)).ToList();
        if (drawn.Count < (given?.Count ?? 0)) Note("blocks", "holds what Slack draws in messages only");
        var blocks = Blocks(drawn, MostViewBlocks, "blocks", most);
        var (fitting, size) = (0, 0);
        while (fitting < blocks.Count && (size += JsonSerializer.Serialize(blocks[fitting], SlackJson.Options).Length + 1) <= LargestView) fitting++;
        if (fitting == blocks.Count) return blocks;
        Note("blocks", $"has more than {LargestView} characters");
        return [.. blocks.Take(fitting), MoreBlock(blocks.Count - fitting)];
    }

    InputBlock? Input(InputBlock input, string path)
    {
        if (Plain(input.Label, LongestLabelOfInput, $"{path}.label") is not { } label) return null;
        return input with
        {
            Label = label,
            Hint = input.Hint is null ? null : Plain(input.Hint, LongestLabelOfInput, $"{path}.hint"),
            Element = TextInput(input.Element, $"{path}.element"),
        };
    }

    PlainTextInput TextInput(PlainTextInput input, string path)
    {
        var most = Between(input.MaxLength, 1, $"{path}.max_length");
        return input with
        {
            ActionId = Id(input.ActionId, [], $"{path}.action_id") ?? "input",
            MinLength = Between(input.MinLength, 0, $"{path}.min_length"),
            MaxLength = most,
            Placeholder = input.Placeholder is null ? null : Plain(input.Placeholder, 150, $"{path}.placeholder"),
            InitialValue = string.IsNullOrEmpty(input.InitialValue) ? null : Words(input.InitialValue, most ?? LongestInput, $"{path}.initial_value"),
        };
    }

    int? Between(int? length, int least, string path)
    {
        if (length is null || (length >= least && length <= LongestInput)) return length;
        Note(path, $"is {length}; Slack takes {least} to {LongestInput}");
        return Math.Clamp(length.Value, least, LongestInput);
    }
}
