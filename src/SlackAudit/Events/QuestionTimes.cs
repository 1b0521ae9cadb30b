using System.Globalization;

namespace SlackAudit.Events;

/// <summary>
/// Reads times: <c>yesterday 18:00</c>, <c>last week</c>, <c>24h</c>, <c>2026-03-01</c>. Weeks begin on Monday. A weekday is the most
/// recent one, today included (<c>last monday</c> is never today); a clock without a day is the most recent one.
/// </summary>
sealed class QuestionTimes(IReadOnlyList<Token> tokens, QuestionCalendar calendar)
{
    static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/MM/dd", "yyyy/M/d"];
    static readonly string[] LocalForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>
    /// Reads a time and moves behind it; null, unmoved, where there is none. Where a time is <paramref name="expected"/> (after
    /// <c>since</c>), <c>24h</c> is the moment so long ago, and months and years are read too, which are names elsewhere.
    /// </summary>
    internal TimeSpanSaid? Read(ref int at, bool expected)
    {
        var next = at;
        if (expected) while (Word(next) is "the" or "on" or "at" or "of") next++;
        var said = ReadNamedPeriod(ref next) ?? ReadLength(ref next, expected) ?? ReadDay(ref next, expected) ?? ReadClockFirst(ref next)
            ?? (expected ? ReadMonthOrYear(ref next) : null);
        if (said is null && expected && Word(next) == "now")
        {
            next++;
            said = new TimeSpanSaid(calendar.Now, calendar.Now);
        }
        if (said is not null) at = next;
        return said;
    }

    string? Word(int index) => index < tokens.Count && tokens[index].Kind == TokenKind.Word ? tokens[index].Folded : null;

    // this week, last month, past 7 days, last 24h, last night, last monday
    TimeSpanSaid? ReadNamedPeriod(ref int at)
    {
        var which = Word(at);
        if (which is not ("this" or "current" or "last" or "past" or "previous")) return null;
        var isThis = which is "this" or "current";
        if (Word(at + 1) is not { } word) return null;
        if (!isThis && QuestionTimeWords.Number(word) is { } count && Word(at + 2) is { } counted && QuestionTimeWords.Units.TryGetValue(counted, out var each))
            return Rolling(count, each, ref at, 3);
        if (!isThis && QuestionTimeWords.Duration(word) is var (length, of)) return Rolling(length, of, ref at, 2);
        if (word.Length > 1 && QuestionTimeWords.Units.TryGetValue(word, out var unit))
        {
            if (which == "past" || unit is 's' or 'm' or 'h' || (unit == 'd' && !isThis)) return Rolling(1, unit, ref at, 2);
            at += 2;
            return calendar.Period(unit, isThis ? 0 : 1);
        }
        if (QuestionTimeWords.Weekday(word) is { } day)
        {
            at += 1;
            var back = DaysBack(day);
            return ReadTimeOfDay(ref at, calendar.Today.AddDays(back == 0 && !isThis ? -7 : -back), TimeForm.Weekday);
        }
        if (word == "weekend")
        {
            at += 2;
            var saturday = calendar.Today.AddDays(-DaysBack(DayOfWeek.Saturday));
            return calendar.Days(saturday, 2);
        }
        if (QuestionTimeWords.PartOfDay(word) is not var (from, to) || (!isThis && word != "night")) return null;
        at += 2;
        var date = isThis ? calendar.Today : calendar.Today.AddDays(-1);
        return calendar.Between(date.AddHours(from), date.AddHours(to));
    }

    // 24h, 7 days, 2 weeks ago
    TimeSpanSaid? ReadLength(ref int at, bool expected)
    {
        if (Word(at) is not { } word) return null;
        int count, taken;
        char unit;
        if (QuestionTimeWords.Duration(word) is var (inOne, of)) (count, unit, taken) = (inOne, of, 1);
        else if (QuestionTimeWords.Number(word) is { } number && Word(at + 1) is { } name && QuestionTimeWords.Units.TryGetValue(name, out unit)) (count, taken) = (number, 2);
        else return null;
        var ago = Word(at + taken) == "ago";
        // 12345678d is a commit, not a time, unless a time was asked for.
        if (!expected && !ago && taken == 1 && word.Length > 6) return null;
        if (ago) taken++;
        if (expected) return Moment(count, unit, ref at, taken);
        if (!ago || unit is 's' or 'm' or 'h' || !QuestionCalendar.Reaches(count, unit)) return Rolling(count, unit, ref at, taken);
        at += taken;
        if (unit == 'd')
        {
            at--;
            return ReadTimeOfDay(ref at, calendar.Today.AddDays(-count), TimeForm.Fixed);
        }
        return calendar.Period(unit, count);
    }

    // today, yesterday morning, monday at 9am, 2026-03-01 14:00, 2026-03-01T14:00Z, march 1
    TimeSpanSaid? ReadDay(ref int at, bool expected)
    {
        if (Word(at) is not { } word) return null;
        if (word == "tonight")
        {
            at++;
            return calendar.Between(calendar.Today.AddHours(18), calendar.Today.AddHours(30));
        }
        if (Instant(word) is { } instant)
        {
            at++;
            return instant;
        }
        if (ReadDate(ref at) is not { } date) return null;
        return ReadTimeOfDay(ref at, date, QuestionTimeWords.Weekday(word) is null ? TimeForm.Fixed : TimeForm.Weekday);
    }

    /// <summary>Reads a word that names a day, and stays on its last word.</summary>
    DateTime? ReadDate(ref int at)
    {
        if (Word(at) is not { } word) return null;
        if (word == "today") return calendar.Today;
        if (word == "yesterday") return calendar.Today.AddDays(-1);
        if (QuestionTimeWords.Weekday(word) is { } day) return calendar.Today.AddDays(-DaysBack(day));
        if (LooksLikeADate(word) && DateTime.TryParseExact(word, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        var behind = Word(at + 1) == "of" ? at + 2 : at + 1;
        if (Word(behind) is not { } second) return null;
        var (month, number) = QuestionTimeWords.Month(word) is { } first ? (first, QuestionTimeWords.DayOfMonth(second)) : (QuestionTimeWords.Month(second), QuestionTimeWords.DayOfMonth(word));
        if (month is null || number is null) return null;
        var year = QuestionTimeWords.Year(Word(behind + 1));
        var inYear = year ?? calendar.Today.Year;
        if (number > DateTime.DaysInMonth(inYear, month.Value)) return null;
        date = new DateTime(inYear, month.Value, number.Value);
        if (year is null && date > calendar.Today) date = date.AddYears(-1);
        at = year is null ? behind : behind + 1;
        return date;
    }

    /// <summary>Stands on the last word of a day; reads a clock or part of the day behind it, and moves behind all.</summary>
    TimeSpanSaid ReadTimeOfDay(ref int at, DateTime date, TimeForm form)
    {
        at++;
        if (Word(at) is { } word && QuestionTimeWords.PartOfDay(word) is var (from, to))
        {
            at++;
            return calendar.Between(date.AddHours(from), date.AddHours(to), form) with { Day = date };
        }
        var next = Word(at) is "at" ? at + 1 : at;
        if (ReadClock(ref next) is not var (clock, where)) return calendar.Days(date, 1, form) with { Day = date };
        at = next;
        return where.Between(date + clock, date + clock, form) with { Day = date };
    }

    // 14:00, 9am on monday
    TimeSpanSaid? ReadClockFirst(ref int at)
    {
        if (ReadClock(ref at) is not var (clock, where)) return null;
        var day = Word(at) is "on" ? at + 1 : at;
        if (ReadDate(ref day) is { } date)
        {
            at = day + 1;
            return where.Between(date + clock, date + clock) with { Day = date };
        }
        var recent = where.Today + clock;
        if (where.Instant(recent) > calendar.Now) recent = recent.AddDays(-1);
        return where.Between(recent, recent, TimeForm.Clock) with { On = date => where.Instant(date + clock) };
    }

    (TimeSpan Clock, QuestionCalendar Where)? ReadClock(ref int at)
    {
        if (Word(at) is not { } word) return null;
        var next = at + 1;
        if (word.Length <= 2 && Word(next) is "am" or "pm") word += Word(next++);
        if (QuestionTimeWords.Clock(word) is not { } clock) return null;
        var isUtc = Word(next) is "utc" or "gmt" or "z";
        at = isUtc ? next + 1 : next;
        return (clock, isUtc ? calendar.In(TimeZoneInfo.Utc) : calendar);
    }

    // march 2026, march, 2026-03, 2026
    TimeSpanSaid? ReadMonthOrYear(ref int at)
    {
        if (Word(at) is not { } word) return null;
        if (DateTime.TryParseExact(word, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            at++;
            return month.Year >= 2999 ? TimeSpanSaid.OutOfReach : calendar.Between(month, month.AddMonths(1));
        }
        if (QuestionTimeWords.Year(word) is { } year)
        {
            at++;
            return calendar.Between(new DateTime(year, 1, 1), new DateTime(year + 1, 1, 1));
        }
        if (QuestionTimeWords.Month(word) is not { } named) return null;
        var said = QuestionTimeWords.Year(Word(at + 1));
        at += said is null ? 1 : 2;
        month = new DateTime(said ?? calendar.Today.Year, named, 1);
        if (said is null && month > calendar.Today) month = month.AddYears(-1);
        return calendar.Between(month, month.AddMonths(1));
    }

    TimeSpanSaid Rolling(int count, char unit, ref int at, int taken)
    {
        at += taken;
        return calendar.Ago(count, unit) is { } from ? new(from, calendar.Now) : TimeSpanSaid.OutOfReach;
    }

    TimeSpanSaid Moment(int count, char unit, ref int at, int taken)
    {
        at += taken;
        return calendar.Ago(count, unit) is { } moment ? new(moment, moment) : TimeSpanSaid.OutOfReach;
    }

    TimeSpanSaid? Instant(string folded)
    {
        if (!LooksLikeADate(folded)) return null;
        var word = folded.ToUpperInvariant();
        if (DateTime.TryParseExact(word, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return calendar.Between(local, local);
        if (!DateTimeOffset.TryParseExact(word, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return null;
        var utc = instant.ToUniversalTime();
        return utc.Year is < 1899 or > 3000 ? TimeSpanSaid.OutOfReach : new TimeSpanSaid(utc, utc);
    }

    // Spares other words a dozen attempts.
    static bool LooksLikeADate(string word) => word.Length is >= 8 and <= 40 && char.IsAsciiDigit(word[0]) && (word[4] is '-' or '/');

    int DaysBack(DayOfWeek day) => ((int)calendar.Today.DayOfWeek - (int)day + 7) % 7;
}
