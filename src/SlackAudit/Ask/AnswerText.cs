using System.Globalization;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>An answer in plain words and lines: for the terminal, for screen readers, for notifications. Nothing in it is escaped.</summary>
static class AnswerText
{
    /// <summary>What is said where what is sensitive was left out.</summary>
    internal const string Withheld = "What is sensitive is left out: only auditors of this app are shown that.";

    const int WidestName = 40;
    const int WidestNames = 200;
    const int WidestBar = 10;
    const int MostNames = 6;

    /// <summary>The whole answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="zone">The asker's zone.</param>
    /// <param name="now">The instant of asking.</param>
    /// <param name="isFirst">Whether it is the first page.</param>
    public static string Of(Answer answer, TimeZoneInfo zone, DateTimeOffset now, bool isFirst = true)
    {
        var lines = answer.IsEmpty ? [Empty(answer, zone, now)] : answer.Tallies.Count > 0 ? Tallies(answer, zone) : answer.Lines.Select(line => Line(line, zone, answer.People));
        return string.Join("\n", [.. lines, .. StoryText.Lines(answer, zone), .. ReportText.Lines(VariablesSince(answer), zone), .. Notes(answer, zone, isFirst)]);
    }

    /// <summary>What became of an app's environment since its last deploy, a line each.</summary>
    public static ReportPart VariablesSince(Answer answer) =>
        new("Its environment changed since", [.. answer.VariablesSince.Select(variable => AppStep.Line(variable, answer.People))]);

    /// <summary>What there is to say below an answer.</summary>
    public static IEnumerable<string> Notes(Answer answer, TimeZoneInfo zone, bool isFirst = true)
    {
        foreach (var note in answer.Query.Notes) yield return note;
        if (answer.Withheld) yield return Withheld;
        if (!answer.IsEmpty && More(answer, isFirst) is { } more) yield return more;
        if (!answer.IsEmpty && Cut(answer, zone) is { } cut) yield return cut;
        if (answer.PrunedUntil is { } until) yield return $"Events up to {At(until, zone)} were pruned, except what is kept longer.";
    }

    /// <summary>One event, or one whole session, on one line.</summary>
    public static string Line(AnswerLine line, TimeZoneInfo zone, KnownPeople people)
    {
        var e = line.Event;
        var facts = new List<string> { At(e.OccurredAt, zone), e.Summary + StoryText.Lasted(line.Session, at => At(at, zone)), $"[{e.Action}, {Words.Of(e.Outcome)}{(e.Sensitive ? ", sensitive" : "")}]" };
        if (e.Actor is not null) facts.Add($"by {people.Say(e)}{TrustWords.Mark(e)}");
        if (e.App is not null) facts.Add($"app {e.App}");
        if (e.Target is not null) facts.Add($"{(string.IsNullOrWhiteSpace(e.TargetType) ? "target" : e.TargetType)} {e.Target}");
        if (e.Scope is not null) facts.Add($"in {e.Scope}");
        facts.Add($"({e.Source} {StoryText.Ids(e.Id, line.EndId)})");
        return string.Join("  ", facts);
    }

    /// <summary>Why an answer is empty is part of the answer: over which time, and when its sources were last heard.</summary>
    public static string Empty(Answer answer, TimeZoneInfo zone, DateTimeOffset now)
    {
        var looked = answer.Cut is { } cut ? answer.Query with { Since = cut.Since } : answer.Query;
        var text = new StringBuilder(answer.Withheld ? "Nothing that you may see matches " : "Nothing in the log matches ").Append(Period(looked, zone, now)).Append('.');
        foreach (var known in answer.Query.Known) text.Append(CultureInfo.InvariantCulture, $" {known.Person} was looked for by every name that is known: {string.Join(", ", known.Hers)}.");
        if (Cut(answer, zone) is { } said) text.Append(' ').Append(said);
        foreach (var unknown in answer.Unknown) text.Append(' ').Append(unknown.Says);
        if (answer.Gaps.Count > 0) text.Append(" Not certain: ").AppendJoin("; ", answer.Gaps.Select(gap => Unheard(gap, zone))).Append('.');
        if (answer.Sources.Count == 0)
            return text.Append(answer.Query.Sources.Count == 0 ? " No source has been heard yet." : " No source of that name has been heard yet.").ToString();
        text.Append(" Last heard:");
        foreach (var source in answer.Sources.OrderByDescending(source => source.LastDeliveryAt)) text.Append("\n• ").Append(Heard(source, zone, now));
        return text.ToString();
    }

    /// <summary>The groups of a counting answer as aligned lines.</summary>
    public static IEnumerable<string> Tallies(Answer answer, TimeZoneInfo zone)
    {
        var rows = answer.Tallies.Select(tally => (Name: Name(answer.Query, tally), tally)).ToList();
        var width = rows.Max(row => row.Name.Length);
        var digits = rows.Max(row => Number(row.tally.Count).Length);
        var most = answer.Query.Shape == QueryShape.Count && rows.Count > 1 ? rows.Max(row => row.tally.Count) : 0;
        return rows.Select(row => $"{row.Name.PadRight(width)}  {Number(row.tally.Count).PadLeft(digits)}{Bar(row.tally.Count, most)}{Last(answer.Query, row.tally, zone)}{Parts(row.tally)}{As(row.tally)}".TrimEnd());
    }

    // As wide as its part of the greatest, and there at all where there is anything; nothing to compare with, no bar.
    static string Bar(long count, long most) =>
        most == 0 ? "" : "  " + new string('█', (int)Math.Max(count > 0 ? 1 : 0, count * WidestBar / most)).PadRight(WidestBar);

    /// <summary>The names of a person that were counted together, in brackets; empty where that is one name, and it is the person's.</summary>
    public static string As(Tally tally) =>
        tally.Person is not { } names || names is [var only] && only.Name == Names.Fold(tally.Name!) ? ""
        : $"  ({SlackText.Truncate(SlackText.Clean(string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : "")), WidestNames)})";

    /// <summary>What the answer leaves out, and how to get it; null when it is whole.</summary>
    public static string? More(Answer answer, bool isFirst = true)
    {
        if (answer.MoreTallies > 0) return $"… and {Number(answer.MoreTallies)} more.";
        if (answer.Older is null || answer.Cut is not null || answer.Query.Limit <= answer.Events.Count) return null;
        // The second after the oldest one, so that its neighbours of the same second are not left out.
        var oldest = DateTimeOffset.FromUnixTimeSeconds(answer.Events[^1].OccurredAt.ToUnixTimeSeconds() + 1);
        return $"{(isFirst ? "The newest" : "The next")} {Number(answer.Events.Count)}. For older ones ask with until {oldest.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}.";
    }

    /// <summary>What was not looked through, and why; null when everything was.</summary>
    public static string? Cut(Answer answer, TimeZoneInfo zone) => answer.Cut?.Says(At(answer.Cut.Since, zone));

    /// <summary>How a group is called.</summary>
    public static string Name(AuditQuery query, Tally tally)
    {
        var name = string.IsNullOrWhiteSpace(tally.Name) ? Unnamed(query) : SlackText.Clean(tally.Name);
        return SlackText.Truncate(name, WidestName);
    }

    /// <summary>An instant on the asker's clock, to the minute.</summary>
    public static string At(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var suffix = local.Offset == TimeSpan.Zero ? "UTC" : local.ToString("zzz", CultureInfo.InvariantCulture);
        return local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " " + suffix;
    }

    /// <summary>How many of a group failed or only began, in brackets; empty for none.</summary>
    public static string Parts(Tally tally)
    {
        var parts = new List<string>();
        if (tally.Started > 0) parts.Add($"{Number(tally.Started)} only started");
        if (tally.Failed > 0) parts.Add($"{Number(tally.Failed)} failed");
        return parts.Count == 0 ? "" : $"  ({string.Join(", ", parts)})";
    }

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    static string Heard(SourceHealth source, TimeZoneInfo zone, DateTimeOffset now)
    {
        var heard = source.LastDeliveryAt is { } at ? $"{source.Source}  {At(at, zone)} ({Ago(now - at)})" : $"{source.Source}  never";
        return source.LastRefusedAt is { } refused && refused >= (source.LastDeliveryAt ?? DateTimeOffset.MinValue)
            ? $"{heard}; refused {At(refused, zone)} ({Ago(now - refused)}): {source.LastRefusedReason}"
            : heard;
    }

    static string Unheard(SourceGap gap, TimeZoneInfo zone) => gap.To is { } to
        ? $"{gap.Source ?? "all sources"} from {At(gap.From, zone)} to {At(to, zone)} ({gap.Why})"
        : $"{gap.Source ?? "all sources"} since {At(gap.From, zone)} ({gap.Why})";

    static string Period(AuditQuery query, TimeZoneInfo zone, DateTimeOffset now) => (query.Since, query.Until) switch
    {
        (null, null) => "in all the time the log covers",
        ({ } since, null) => $"from {At(since, zone)} to now ({At(now, zone)})",
        (null, { } until) => $"before {At(until, zone)}",
        ({ } since, { } until) => $"from {At(since, zone)} to {At(until, zone)}",
    };

    static string Unnamed(AuditQuery query) => query switch
    {
        { Shape: QueryShape.Who } or { Per: CountPer.Actor } => "(nobody named)",
        { Per: CountPer.App } => "(no app)",
        _ => "total",
    };

    static string Last(AuditQuery query, Tally tally, TimeZoneInfo zone) => query.Per == CountPer.Day ? "" : $"  last {At(tally.LastAt, zone)}";

    static string Ago(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 2 } => $"{(int)age.TotalHours} h ago",
        _ => $"{(int)age.TotalDays} days ago",
    };
}
