using System.Collections.Frozen;
using System.Globalization;

namespace SlackAudit.Events;

/// <summary>The words of time as people type them, one at a time.</summary>
static class QuestionTimeWords
{
    /// <summary>Each spelling with its unit: s, m, h, d, w, o (month), q, y.</summary>
    internal static readonly FrozenDictionary<string, char> Units = new (char Unit, string Words)[]
    {
        ('s', "s sec secs second seconds"), ('m', "m min mins minute minutes"), ('h', "h hr hrs hour hours"), ('d', "d day days"),
        ('w', "w wk wks week weeks"), ('o', "mo month months"), ('q', "quarter quarters"), ('y', "y yr yrs year years"),
    }.SelectMany(row => row.Words.Split(' ').Select(word => (word, row.Unit))).ToFrozenDictionary(x => x.word, x => x.Unit, StringComparer.Ordinal);

    const string Dashes = "-–—−";

    static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>A count in digits or as a word; one that no question can mean is <see cref="int.MaxValue"/>.</summary>
    internal static int? Number(string folded)
    {
        if (folded.Length > 0 && folded.All(char.IsAsciiDigit))
            return int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        var index = Array.IndexOf(Numbers, folded);
        return index < 0 ? null : index;
    }

    /// <summary>A count and its unit in one word: <c>24h</c>.</summary>
    internal static (int Count, char Unit)? Duration(string folded)
    {
        var digits = folded.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && Units.TryGetValue(folded[digits..], out var unit) ? (Number(folded[..digits])!.Value, unit) : null;
    }

    /// <summary>A month by its name or first letters, 1 to 12.</summary>
    internal static int? Month(string folded)
    {
        if (folded == "sept") return 9;
        var index = Array.FindIndex(Months, month => month == folded || (folded.Length == 3 && month.StartsWith(folded, StringComparison.Ordinal)));
        return index < 0 ? null : index + 1;
    }

    /// <summary>A day of the week by its name or first letters.</summary>
    internal static DayOfWeek? Weekday(string word)
    {
        if (word.Length < 3) return null;
        for (var day = DayOfWeek.Sunday; day <= DayOfWeek.Saturday; day++)
        {
            var name = day.ToString().ToLowerInvariant();
            if (word == name || word == name[..3] || (word is "tues" or "thur" or "thurs" && name.StartsWith(word, StringComparison.Ordinal))) return day;
        }
        return null;
    }

    /// <summary>The hours of a part of the day, counted from its midnight.</summary>
    internal static (int From, int To)? PartOfDay(string word) => word switch
    {
        "morning" => (0, 12),
        "afternoon" => (12, 18),
        "evening" => (18, 24),
        "night" => (18, 30),
        _ => null,
    };

    /// <summary>A year in four digits that a log can reach.</summary>
    internal static int? Year(string? word) =>
        word is ['1', '9', _, _] or ['2', _, _, _] && word.All(char.IsAsciiDigit) && Number(word) is < 2999 and var year ? year : null;

    /// <summary>A day of the month: <c>1</c>, <c>1st</c>.</summary>
    internal static int? DayOfMonth(string word)
    {
        if (word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th") word = word[..^2];
        return word.Length <= 2 && word.All(char.IsAsciiDigit) && Number(word) is >= 1 and <= 31 and var day ? day : null;
    }

    /// <summary>Where the dash stands in two clock times or weekdays written as one word (<c>10:00-12:00</c>, <c>mon-fri</c>); null where they are none.</summary>
    internal static int? Range(string folded)
    {
        if (folded.Length is < 7 or > 24) return null;
        var dash = folded.AsSpan().IndexOfAny(Dashes);
        if (dash <= 0) return null;
        var (from, to) = (folded[..dash], folded[(dash + 1)..]);
        return (Clock(from) is not null && Clock(to) is not null) || (Weekday(from) is not null && Weekday(to) is not null) ? dash : null;
    }

    /// <summary>Whether it is a dash, as people and their phones write one.</summary>
    internal static bool IsDash(char c) => Dashes.Contains(c, StringComparison.Ordinal);

    /// <summary>A time of day: <c>14:00</c>, <c>9am</c>, <c>noon</c>.</summary>
    internal static TimeSpan? Clock(string word)
    {
        if (word == "noon") return TimeSpan.FromHours(12);
        if (word == "midnight") return TimeSpan.Zero;
        var half = word.Length > 2 && word[^2..] is "am" or "pm" ? word[^2..] : "";
        var parts = word[..^half.Length].Split(':');
        if (parts.Length > 3 || (parts.Length == 1 && half.Length == 0) || !parts.All(part => part.Length is 1 or 2 && part.All(char.IsAsciiDigit))) return null;
        if (parts.Skip(1).Any(part => part.Length != 2)) return null;
        int At(int index) => index < parts.Length ? Number(parts[index])!.Value : 0;
        var hour = At(0);
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12) return null;
            hour = (hour % 12) + (half == "pm" ? 12 : 0);
        }
        return hour > 23 || At(1) > 59 || At(2) > 59 ? null : new TimeSpan(hour, At(1), At(2));
    }
}
