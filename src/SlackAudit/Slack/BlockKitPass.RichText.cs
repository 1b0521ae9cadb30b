using System.Globalization;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>Rich text and tables.</summary>
sealed partial class BlockKitPass
{
    const int LongestLeaf = 3000;

    // Slack names no number; a list of more is not read by anybody.
    const int MostParts = 200;

    const int MostRows = 100;
    const int MostCells = 20;
    const int LongestTable = 10_000;
    bool hasTable;

    RichTextBlock? RichText(RichTextBlock block, string path) =>
        List(block.Elements, MostParts, $"{path}.elements", RichTextElement) is { Count: > 0 } elements ? block with { Elements = elements } : null;

    RichTextElement? RichTextElement(RichTextElement element, string path) => element switch
    {
        RichTextSection section => RichTextSection(section, path),
        RichTextQuote quote => Leaves(quote.Elements, path) is { Count: > 0 } leaves ? quote with { Elements = leaves } : null,
        RichTextPreformatted exact => List(exact.Elements, MostParts, $"{path}.elements", ExactLeaf) is { Count: > 0 } leaves ? exact with { Elements = leaves } : null,
        RichTextList list => RichTextList(list, path),
        _ => null,
    };

    RichTextSection? RichTextSection(RichTextSection section, string path) =>
        Leaves(section.Elements, path) is { Count: > 0 } leaves ? section with { Elements = leaves } : null;

    RichTextList? RichTextList(RichTextList list, string path)
    {
        if (list.Indent is < 0 or > 8) Note($"{path}.indent", $"is {list.Indent}; Slack takes 0 to 8");
        return List(list.Elements, MostParts, $"{path}.elements", RichTextSection) is { Count: > 0 } lines
            ? list with { Elements = lines, Indent = Math.Clamp(list.Indent, 0, 8) }
            : null;
    }

    List<RichTextLeaf> Leaves(IReadOnlyList<RichTextLeaf>? leaves, string path) => List(leaves, MostParts, $"{path}.elements", Leaf);

    RichTextLeaf? Leaf(RichTextLeaf leaf, string path) => leaf switch
    {
        // A space between two parts is something to show, so only what is truly empty is left out.
        RichTextText { Text.Length: 0 } => Without<RichTextLeaf>($"{path}.text", "is empty"),
        RichTextText { Text.Length: > LongestLeaf } text => new RichTextText(Words(text.Text, LongestLeaf, $"{path}.text") ?? "\u2026") { Style = text.Style },
        RichTextLink link when !Leads(link.Url, $"{path}.url") => AsText(string.IsNullOrEmpty(link.Text) ? link.Url : link.Text, link.Style),
        RichTextLink { Text: "" } link => Unlabelled(link, path),
        RichTextLink { Text.Length: > LongestLeaf } link => new RichTextLink(link.Url, Words(link.Text, LongestLeaf, $"{path}.text")) { Style = link.Style },
        RichTextUser user when !SlackText.IsUserId(user.UserId) => NotAUser(user, path),
        RichTextDate { Format.Length: 0 } => Without<RichTextLeaf>($"{path}.format", "is empty"),
        _ => leaf,
    };

    // What is to be shown as it stands holds texts and links only.
    RichTextLeaf? ExactLeaf(RichTextLeaf leaf, string path)
    {
        var (kind, text) = leaf switch
        {
            RichTextDate date => ("a date", date.Fallback ?? date.Timestamp.ToString(CultureInfo.InvariantCulture)),
            RichTextUser user => ("a mention", user.UserId),
            _ => ("", ""),
        };
        if (kind.Length == 0) return Leaf(leaf, path);
        Note(path, $"is {kind}, which preformatted text does not take");
        return AsText(text, leaf.Style);
    }

    RichTextLink Unlabelled(RichTextLink link, string path)
    {
        Note($"{path}.text", "is empty");
        return new RichTextLink(link.Url) { Style = link.Style };
    }

    RichTextText? NotAUser(RichTextUser user, string path)
    {
        Note($"{path}.user_id", "is not the id of a Slack user");
        return AsText(user.UserId, user.Style);
    }

    static RichTextText? AsText(string? text, RichTextStyle? style) =>
        new RichTextText(SlackText.Truncate(text ?? "", LongestLeaf)) is { Text.Length: > 0 } leaf ? leaf with { Style = style } : null;

    TableBlock? Table(TableBlock table, string path)
    {
        if (hasTable) return Without<TableBlock>(path, "is a second table; Slack takes one a message");
        var columns = Math.Min(MostCells, (table.Rows ?? []).Select(row => row?.Count ?? 0).DefaultIfEmpty().Max());
        var rows = Fitted(table.Rows, $"{path}.rows", (row, at) => Row(row, columns, at));
        if (rows.Count == 0 || columns == 0) return null;
        if (rows.Count > MostRows || rows.Sum(Length) > LongestTable)
        {
            Note($"{path}.rows", $"are {rows.Count} with {rows.Sum(Length)} characters; Slack takes at most {MostRows} with {LongestTable}");
            rows = FirstRows(rows, columns);
        }
        hasTable = true;
        return table with { Rows = rows, ColumnSettings = List(table.ColumnSettings, columns, $"{path}.column_settings", Itself) };
    }

    /// <summary>As many rows as there is room for, and a last one that says how many more there were.</summary>
    static List<IReadOnlyList<TableCell>> FirstRows(List<IReadOnlyList<TableCell>> rows, int columns)
    {
        const int lastRow = 100;
        var (kept, length) = (0, lastRow);
        while (kept < rows.Count && kept < MostRows - 1 && length + Length(rows[kept]) <= LongestTable) length += Length(rows[kept++]);
        IReadOnlyList<TableCell> last = [new TextCell(More(rows.Count - kept).ToString()), .. Enumerable.Repeat(new TextCell("\u2013"), columns - 1)];
        return [.. rows.Take(kept), last];
    }

    /// <summary>A row of as many cells as the others, none of them empty.</summary>
    IReadOnlyList<TableCell> Row(IReadOnlyList<TableCell> row, int columns, string path)
    {
        if (row.Count != columns) Note(path, $"has {row.Count} cells; the table has {columns}, and Slack takes at most {MostCells}");
        return [.. Enumerable.Range(0, columns).Select(i => (i < row.Count ? Cell(row[i], $"{path}[{i}]") : null) ?? new TextCell("\u2013"))];
    }

    TableCell? Cell(TableCell? cell, string path) => cell switch
    {
        TextCell text => Words(text.Text, LongestLeaf, path) is { } words ? new TextCell(words) : null,
        RichTextCell rich => List(rich.Elements, MostParts, $"{path}.elements", RichTextSection) is { Count: > 0 } sections
            ? rich with { Elements = sections }
            : Without<TableCell>(path, "is empty"),
        _ => Without<TableCell>(path, "is empty"),
    };

    static int Length(IReadOnlyList<TableCell> row) => row.Sum(cell => cell switch
    {
        TextCell text => text.Text.Length,
        RichTextCell rich => rich.Elements.SelectMany(section => section.Elements).Sum(Length),
        _ => 0,
    });

    static int Length(RichTextLeaf leaf) => leaf switch
    {
        RichTextText text => text.Text.Length,
        RichTextLink link => link.Text?.Length ?? link.Url.Length,
        _ => 30,
    };
}
