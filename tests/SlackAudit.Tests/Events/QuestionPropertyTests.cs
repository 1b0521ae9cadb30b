using CsCheck;
using SlackAudit.Events;

namespace SlackAudit.Tests.Events;

public sealed class QuestionPropertyTests
{
    static readonly TimeZoneInfo[] Zones =
        [.. new[] { "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago", "Pacific/Apia", "Africa/Casablanca" }
            .Select(TimeZoneInfo.FindSystemTimeZoneById)];

    // Words of the grammar make the worst names, and the best questions.
    static readonly string[] Words =
        [
            .. ("last 5 deploys builds exec ssh db failed running sensitive by alice @bob me my in production from github who touched count how many per app "
                + "actor day not except and or , since until before after between today yesterday monday tuesday friday this last past week month 7 days 24h 30m "
                + "2 hours ago 14:00 9am at on 2026-03-01 2026-03-29 02:30 2026-03-01T14:00Z march 2026 noon utc to - morning night weekend env env.change "
                + "billing acme/billing i-0abc:22 app:billing by:ci limit:5 name:x,y sensitive:no outcome:failure source app target the of show first "
                + "deplos lst progress environment named engineer <@U1|carol> <#C1|ops> <https://a.b|a.b> \"text\" “smart” 'single' ( ) ` ; &amp; &lt; ? ! : 's")
                .Split(' '),
            "\u00a0", "\u200b", "\ud800", "\"", "“", "'", "<", ">", "\0", "\t", "99999999d", "since 99999999999d", "last 99999999999",
        ];

    static readonly Gen<QuestionContext> AContext =
        from zone in Gen.OneOf(Zones)
        from hours in Gen.Int[0, 24 * 365 * 20]
        from minutes in Gen.Int[0, 59]
        from me in Gen.OneOf("alice", "Alice Smith", "me", "a").Array[0, 2]
        select new QuestionContext(new DateTimeOffset(2010, 1, 1, 0, minutes, 0, TimeSpan.Zero).AddHours(hours), zone, me);

    static readonly Gen<string> AText =
        Gen.Frequency(
            (6, Gen.Select(Gen.OneOf(Words), Gen.OneOf(" ", " ", " ", "")).Array[0, 12].Select(pieces => string.Concat(pieces.Select(piece => piece.Item1 + piece.Item2)))),
            (2, Gen.String),
            (1, Gen.Char["\"'<>&|@:,“ a1"].Array[0, 40].Select(chars => new string(chars))));

    static readonly Gen<string> AName = Gen.OneOf<string>(
        Gen.OneOf(Words), Gen.String, Gen.OneOf("billing", "acme/billing", "ci-bot", "a\"b", "x<y>", "&amp;", "<@U1|x>", " padded ", "R&D", "İ", "ship it"))
        .Where(name => !string.IsNullOrWhiteSpace(name) && !name.Contains('\0', StringComparison.Ordinal));

    static Gen<T[]> Few<T>(Gen<T> gen) => Gen.Frequency((3, Gen.Const(Array.Empty<T>())), (2, gen.Array[1, 3].Select(list => list.Distinct().ToArray())));

    static readonly Gen<string> AnAction = Gen.OneOf<string>(Gen.OneOf(Actions.Vocabulary.Keys.ToArray()), Gen.OneOf("env.change", "Env", "deplos", "custom", "custom.act"), AName);

    static readonly Gen<AuditQuery> OneField = Gen.OneOf<AuditQuery>(
        AnAction.Array[1, 3].Select(names => new AuditQuery { Actions = [.. names.Distinct()] }),
        AName.Array[1, 3].Select(names => new AuditQuery { Words = [[.. names.Distinct()]] }),
        AName.Array[1, 3].Select(names => new AuditQuery { Actors = [.. names.Distinct()] }),
        AName.Array[1, 3].Select(names => new AuditQuery { Scopes = [.. names.Distinct()] }),
        AName.Array[1, 3].Select(names => new AuditQuery { Sources = [.. names.Distinct()] }),
        AName.Array[1, 3].Select(names => new AuditQuery { Apps = [.. names.Distinct()] }),
        AName.Select(name => new AuditQuery { Texts = [name] }),
        Gen.Enum<Outcome>().Select(outcome => new AuditQuery { Outcomes = [outcome] }));

    static readonly Gen<DateTimeOffset> AnInstant =
        Gen.OneOf<long>(Gen.Long[0, 40 * 365 * TimeSpan.TicksPerDay], Gen.Long[0, 40 * 365 * 24 * 60].Select(minutes => minutes * TimeSpan.TicksPerMinute))
            .Select(ticks => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(ticks));

    internal static readonly Gen<AuditQuery> AQuery =
        from shape in Gen.Enum<QueryShape>()
        from limit in Gen.Int[1, 10_000]
        from limited in Gen.Bool
        from per in Gen.Enum<CountPer>()
        from actions in Few(AnAction)
        from words in Few(AName.Array[1, 3].Select(names => (IReadOnlyList<string>)[.. names.Distinct()]))
        from names in Few(AName).Array[5]
        from outcomes in Few(Gen.Enum<Outcome>())
        from sensitive in Gen.OneOf<bool?>(null, null, true, false)
        from texts in Few(AName)
        from times in Gen.Select(AnInstant, AnInstant, Gen.Int[0, 3])
        from except in Few(OneField)
        select new AuditQuery
        {
            Shape = shape,
            Limit = shape == QueryShape.Last || (limited && shape != QueryShape.Count) ? limit : null,
            Per = shape == QueryShape.Count && limited ? per : null,
            Actions = actions,
            Words = words,
            Apps = names[0],
            Targets = names[1],
            Actors = names[2],
            Scopes = names[3],
            Sources = names[4],
            Outcomes = outcomes,
            Sensitive = sensitive,
            Texts = texts,
            Since = times.Item3 is 1 or 3 ? Earlier(times.Item1, times.Item2) : null,
            Until = times.Item3 is 2 or 3 ? Earlier(times.Item1, times.Item2).AddTicks(Math.Abs((times.Item1 - times.Item2).Ticks) + 1) : null,
            Except = except,
        };

    [Fact]
    public void AWrittenQueryIsReadBackWheneverAndWherever() =>
        Gen.Select(AQuery, AContext).Sample(
            (query, context) => Question.Parse(Question.Format(query), context) is { Problem: null, Query: { } read } && read == query,
            iter: 5_000,
            print: sample => Question.Format(sample.Item1));

    [Fact]
    public void AnyTextIsUnderstoodOrExplained() =>
        Gen.Select(AText, AContext).Sample(
            (text, context) =>
            {
                var question = Question.Parse(text, context);
                if (question.Query is { } query) return question.Problem is null && Question.Parse(Question.Format(query), context).Query == query;
                return question.Problem is { } problem && problem.Message[^1] is '.' or '?' && problem.Position >= 0 && problem.Position <= text.Length;
            },
            iter: 20_000);

    [Fact]
    public void AQuestionThatIsLongInAnyWayIsReadOrExplained()
    {
        var context = new QuestionContext(Some.Now, TimeZoneInfo.Utc, ["alice"]);
        foreach (var piece in Words.Concat(["a", "<a", "<a|", "&", "::", "app:", "“”", "a,", "not ", "last ", "by a, ", "deploy.", "since ", "a:", "'a"]))
            foreach (var space in new[] { "", " " })
            {
                var text = string.Concat(Enumerable.Repeat(piece + space, Question.MaxLength))[..Question.MaxLength];
                Assert.True(Question.Parse(text, context) is { Query: null } or { Problem: null });
            }
    }

    // Every look at a token counts; what a token costs is bounded by its length, as the tokens together are.
    [Fact]
    public void AQuestionTwiceAsLongTakesNoMoreThanTwiceAsManySteps()
    {
        var context = new QuestionContext(Some.Now, TimeZoneInfo.Utc, ["alice"]);
        foreach (var piece in Words.Concat(["5 the ", "last 5 ", "not ", "the ", "by the ", "from 9:00 to ", "between ", "a, ", "5 last ", "-x ", "count by ", "how many ", "monday to "]))
        {
            var (half, whole) = (Steps(piece, 2_500), Steps(piece, 5_000));
            Assert.True(whole <= 2.2 * half + 100, $"{piece}: {half} steps for half, {whole} for the whole");
        }

        long Steps(string piece, int length)
        {
            var counted = new Counted<Token>(QuestionTokens.Read(string.Concat(Enumerable.Repeat(piece + " ", length))[..length], out _));
            if (counted.Count > 0) new QuestionReader(counted, context).Read();
            return counted.Looks;
        }
    }

    [Fact]
    public void AClockTimeIsTheFirstInstantThatShowsItOrIsSkipped() =>
        Gen.Select(Gen.OneOf(Zones), Gen.Int[0, 60 * 24 * 365 * 15]).Sample(
            (zone, minutes) => IsFirstToShow(zone, new DateTime(2010, 1, 1).AddMinutes(minutes)), iter: 5_000);

    [Fact]
    public void EveryMinuteAroundAChangeOfClocksIsUnderstood()
    {
        var changes = new (string Zone, DateTime Day)[]
        {
            ("Europe/Berlin", new(2026, 3, 29)), ("Europe/Berlin", new(2026, 10, 25)), ("Australia/Lord_Howe", new(2026, 4, 5)),
            ("Pacific/Apia", new(2011, 12, 30)), ("America/Santiago", new(2026, 9, 6)), ("Africa/Casablanca", new(2026, 2, 15)),
        };
        foreach (var (zone, day) in changes)
            for (var minute = 0; minute < 24 * 60; minute += 5)
                Assert.True(IsFirstToShow(TimeZoneInfo.FindSystemTimeZoneById(zone), day.AddMinutes(minute)), $"{zone} {day.AddMinutes(minute)}");
    }

    static bool IsFirstToShow(TimeZoneInfo zone, DateTime local)
    {
        DateTime Shown(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        var instant = new QuestionCalendar(Some.Now, zone).Instant(local);
        var all = Enumerable.Range(-12 * 4, 27 * 4)
            .Select(quarters => new DateTimeOffset(local, TimeSpan.Zero).AddMinutes(-15 * quarters))
            .Where(candidate => Shown(candidate) == local)
            .ToArray();
        return all.Length > 0 ? instant == all.Min() : Shown(instant) > local;
    }

    sealed class Counted<T>(List<T> items) : IReadOnlyList<T>
    {
        public long Looks { get; private set; }

        public int Count => items.Count;

        public T this[int index]
        {
            get
            {
                Looks++;
                return items[index];
            }
        }

        public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
