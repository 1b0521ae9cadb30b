using System.Globalization;

namespace SlackAudit.Notify.Confirmations;

/// <summary>What a question shows when somebody answers it, as its buttons and its dialog carry it: an answer is for no more than that.</summary>
/// <param name="Asked">The event that is asked about.</param>
/// <param name="Last">The last of the events that joined it; the same where none has.</param>
readonly record struct ShownEvents(long Asked, long Last)
{
    /// <summary>As it is carried: <c>12</c>, or <c>12-34</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Asked}{(Last > Asked ? $"-{Last}" : "")}");

    /// <summary>Reads what was carried; null for anything else.</summary>
    public static ShownEvents? Read(string carried) => carried.Split('-', 3) switch
    {
        [var asked] when Id(asked) is { } id => new ShownEvents(id, id),
        [var asked, var last] when Id(asked) is { } id && Id(last) is { } end && end > id => new ShownEvents(id, end),
        _ => null,
    };

    static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
