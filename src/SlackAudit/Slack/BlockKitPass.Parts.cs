using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>The parts of blocks: texts, buttons, lists and ids.</summary>
sealed partial class BlockKitPass
{
    ActionsBlock? Actions(ActionsBlock actions, string path)
    {
        var actionIds = new HashSet<string>();
        var elements = List(actions.Elements, 25, $"{path}.elements", (element, at) => Element(element, actionIds, at));
        return elements.Count == 0 ? null : actions with { Elements = elements };
    }

    BlockElement? Element(BlockElement element, HashSet<string> actionIds, string path)
    {
        BlockElement? fitted = element switch
        {
            Button button => Button(button, path),
            OverflowMenu menu => List(menu.Options, 5, $"{path}.options", Option) is { Count: > 0 } options ? menu with { Options = options } : null,
            _ => element,
        };
        return fitted is null ? null : fitted with { ActionId = Id(fitted.ActionId, actionIds, $"{path}.action_id") };
    }

    /// <summary>A button that would lead elsewhere than meant is worse than none, so its value and address are never cut.</summary>
    Button? Button(Button button, string path)
    {
        if (!Fits(button.Value, 2000, $"{path}.value") || !Leads(button.Url, $"{path}.url")) return null;
        return Plain(button.Text, 75, $"{path}.text") is not { } text ? null : button with
        {
            Text = text,
            AccessibilityLabel = button.AccessibilityLabel is null ? null : Words(button.AccessibilityLabel, 75, $"{path}.accessibility_label"),
        };
    }

    OverflowOption? Option(OverflowOption option, string path) =>
        !string.IsNullOrEmpty(option.Value) && Fits(option.Value, 75, $"{path}.value") && Leads(option.Url, $"{path}.url") && Plain(option.Text, 75, $"{path}.text") is { } text
            ? option with { Text = text }
            : Without<OverflowOption>(path, "has no words or no value");

    bool Fits(string? value, int max, string path)
    {
        if (value is null || value.Length is > 0 && value.Length <= max) return true;
        Note(path, $"has {value.Length} characters; Slack takes 1 to {max}");
        return false;
    }

    bool Leads(string? url, string path)
    {
        if (url is null || SlackText.WebAddress(url) is not null) return true;
        Note(path, "is not an http or https address of at most 3000 characters");
        return false;
    }

    TextObject? Text(TextObject text, int max, string path) => text switch
    {
        PlainText plain => Plain(plain, max, path),
        Markdown markdown => Markup(markdown.Text.ToString(), max, path) is { } markup ? new Markdown(Mrkdwn.Stored(markup)) : null,
        _ => null,
    };

    PlainText? Plain(PlainText? text, int max, string path) => Words(text?.Text, max, path) is { } words ? new PlainText(words) : null;

    string? Words(string? text, int max, string path) => Short(text, max, path, SlackText.Truncate);

    string? Markup(string? text, int max, string path) => Short(text, max, path, SlackText.TruncateMarkup);

    string? Short(string? text, int max, string path, Func<string, int, string> truncate)
    {
        if (string.IsNullOrWhiteSpace(text)) return Without<string>(path, "is empty");
        if (text.Length <= max) return text;
        Note(path, $"has {text.Length} characters; Slack takes at most {max}");
        return truncate(text, max);
    }

    string? Id(string? id, HashSet<string> taken, string path) => id switch
    {
        null => null,
        { Length: 0 or > LongestId } => Without<string>(path, $"has {id.Length} characters; Slack takes 1 to {LongestId}"),
        _ when !taken.Add(id) => Without<string>(path, "is used twice"),
        _ => id,
    };

    /// <summary>What fits of each item, without those of which nothing does.</summary>
    static List<T> Fitted<T>(IReadOnlyList<T>? items, string path, Func<T, string, T?> fit)
        where T : class =>
        [.. (items ?? []).Select((item, i) => item is null ? null : fit(item, $"{path}[{i}]")).OfType<T>()];

    /// <summary>The first items of a list, the last of which may say how many more there were.</summary>
    List<T> List<T>(IReadOnlyList<T>? items, int max, string path, Func<T, string, T?> fit, Func<int, T>? more = null)
        where T : class
    {
        var fitted = Fitted(items, path, fit);
        if (fitted.Count <= max) return fitted;
        Note(path, $"holds {fitted.Count}; Slack takes at most {max}");
        return more is null ? fitted[..max] : [.. fitted.Take(max - 1), more(fitted.Count - max + 1)];
    }

    static Mrkdwn More(int count) => Mrkdwn.Of($"\u2026 and {count} more");

    static ContextBlock MoreBlock(int count) => new() { Elements = [More(count)] };

    static T Itself<T>(T item, string path) => item;

    T? Without<T>(string path, string problem)
        where T : class
    {
        Note(path, problem);
        return null;
    }

    void Note(string path, string problem) => problems.Add($"{path} {problem}.");
}
