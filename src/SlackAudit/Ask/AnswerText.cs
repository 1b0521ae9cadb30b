using System.Globalization;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Ask;

/// <summary>An answer in plain words and lines: for the terminal, for screen readers, for notifications. Nothing in it is escaped.</summary>
static class AnswerText
{
    const int WidestName = 40;

    /// <summary>The whole answer.</summary>
    public static string Of(Answer answer, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (answer.IsEmpty) return Empty(answer, zone, now);
        if (answer.Tallies.Count > 0) return Tallies(answer, zone) + (answer.MoreTallies > 0 ? $"\nand {answer.MoreTallies} more" : "");
        return string.Join("\n", answer.Events.Select(e => Line(e, zone)));
    }

    /// <summary>One event on one line.</summary>
    public static string Line(AuditEvent e, TimeZoneInfo zone)
    {
        var facts = new List<string> { At(e.OccurredAt, zone), e.Summary, $"[{e.Action}, {Words.Of(e.Outcome)}{(e.Sensitive ? ", sensitive" : "")}]" };
        if (e.Actor is not null) facts.Add($"by {e.Actor}");
        if (e.App is not null) facts.Add($"app {e.App}");
        if (e.Scope is not null) facts.Add($"in {e.Scope}");
        facts.Add($"({e.Source} {e.Id.ToString(CultureInfo.InvariantCulture)})");
        return string.Join("  ", facts);
    }

    /// <summary>Why an answer is empty is part of the answer: over which time, and when its sources were last heard.</summary>
    public static string Empty(Answer answer, TimeZoneInfo zone, DateTimeOffset now)
    {
        var text = new StringBuilder("Nothing in the log matches ").Append(Period(answer.Query, zone, now)).Append('.');
        if (answer.Sources.Count == 0) return text.Append(" No source has been heard yet.").ToString();
        text.Append(" Last heard:");
        foreach (var source in answer.Sources.Where(source => source.LastDeliveryAt is not null))
            text.Append("\n• ").Append(source.Source).Append("  ").Append(At(source.LastDeliveryAt!.Value, zone)).Append(" (").Append(Ago(now - source.LastDeliveryAt.Value)).Append(')');
        foreach (var source in answer.Sources.Where(source => source.LastDeliveryAt is null))
            text.Append("\n• ").Append(source.Source).Append("  never");
        return text.ToString();
    }

    /// <summary>The groups of a counting answer as aligned lines.</summary>
    public static string Tallies(Answer answer, TimeZoneInfo zone)
    {
        var rows = answer.Tallies.Select(tally => (Name: Name(answer.Query, tally), tally)).ToList();
        var width = rows.Max(row => row.Name.Length);
        var digits = rows.Max(row => Number(row.tally.Count).Length);
        return string.Join("\n", rows.Select(row =>
            $"{row.Name.PadRight(width)}  {Number(row.tally.Count).PadLeft(digits)}  last {At(row.tally.LastAt, zone)}{Parts(row.tally)}"));
    }

    /// <summary>An instant in a zone, with the zone's offset said.</summary>
    public static string At(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var suffix = local.Offset == TimeSpan.Zero ? "UTC" : local.ToString("zzz", CultureInfo.InvariantCulture);
        return local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " " + suffix;
    }

    static string Period(AuditQuery query, TimeZoneInfo zone, DateTimeOffset now) => (query.Since, query.Until) switch
    {
        (null, null) => "in all the time the log covers",
        ({ } since, null) => $"from {At(since, zone)} to now ({At(now, zone)})",
        (null, { } until) => $"before {At(until, zone)}",
        ({ } since, { } until) => $"from {At(since, zone)} to {At(until, zone)}",
    };

    static string Name(AuditQuery query, Tally tally)
    {
        var name = tally.Name ?? query switch
        {
            { Shape: QueryShape.Who } or { Per: CountPer.Actor } => "(nobody named)",
            { Per: CountPer.App } => "(no app)",
            _ => "total",
        };
        return name.Length <= WidestName ? name : name[..(WidestName - 1)] + "…";
    }

    static string Parts(Tally tally)
    {
        var parts = new List<string>();
        if (tally.Started > 0) parts.Add($"{Number(tally.Started)} only started");
        if (tally.Failed > 0) parts.Add($"{Number(tally.Failed)} failed");
        return parts.Count == 0 ? "" : $"  ({string.Join(", ", parts)})";
    }

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    static string Ago(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 2 } => $"{(int)age.TotalHours} h ago",
        _ => $"{(int)age.TotalDays} days ago",
    };
}
