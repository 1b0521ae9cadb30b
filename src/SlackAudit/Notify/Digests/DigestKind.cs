namespace SlackAudit.Notify.Digests;

/// <summary>What a digest is of: found out from how long its period is, since a schedule does not say.</summary>
enum DigestKind
{
    /// <summary>A day, or the few days of a weekend.</summary>
    Daily,

    /// <summary>A week, or two.</summary>
    Weekly,

    /// <summary>A month, or longer.</summary>
    Monthly,
}

/// <summary>How digests of each kind are told.</summary>
static class DigestKinds
{
    const int FewestDaysOfWeek = 5;
    const int FewestDaysOfMonth = 20;

    /// <summary>The kind of a period.</summary>
    public static DigestKind Of(DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone) => Days(start, end, zone) switch
    {
        < FewestDaysOfWeek => DigestKind.Daily,
        < FewestDaysOfMonth => DigestKind.Weekly,
        _ => DigestKind.Monthly,
    };

    /// <summary>How many days a period has by the clock on the wall.</summary>
    public static int Days(DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone) =>
        (int)Math.Round((TimeZoneInfo.ConvertTime(end, zone).DateTime - TimeZoneInfo.ConvertTime(start, zone).DateTime).TotalDays);

    /// <summary>What the period before is called: <c>the day before</c>.</summary>
    public static string Before(DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone) => Days(start, end, zone) switch
    {
        1 => "the day before",
        7 => "the week before",
        >= 28 and <= 31 => "the month before",
        > 1 and < FewestDaysOfMonth and var days => $"the {days} days before",
        _ => "the period before",
    };
}
