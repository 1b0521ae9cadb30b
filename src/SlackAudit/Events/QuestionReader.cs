using System.Globalization;

namespace SlackAudit.Events;

/// <summary>Reads tokens from left to right into one query, and stops at the first that it does not understand.</summary>
sealed partial class QuestionReader
{
    const int MostEvents = 10_000;
    const int MostValues = 100;

    readonly IReadOnlyList<Token> tokens;
    readonly QuestionContext context;
    readonly QuestionTimes times;
    readonly QuestionDraft whole = new();
    readonly List<string> notes = [];
    int at;
    QuestionProblem? problem;

    internal QuestionReader(IReadOnlyList<Token> tokens, QuestionContext context)
    {
        (this.tokens, this.context) = (tokens, context);
        times = new QuestionTimes(tokens, new QuestionCalendar(context.Now, context.Zone));
    }

    internal Question Read()
    {
        while (at < tokens.Count && problem is null && whole.Size <= MostValues) ReadTerm(whole);
        if (problem is null && whole.Limit is not null && !whole.Last && (whole.Count || whole.Per is not null))
            Fail(tokens[0], "A count has no limit. Leave out the limit, or ask for the events themselves.");
        if (problem is null && whole.Last && (whole.Count || whole.Per is not null))
            Fail(tokens[0], "“last” asks for the newest events and “count” for their number. Ask for one of them.");
        if (problem is null && whole.Size > MostValues)
            Fail(tokens[0], $"The question names more than {MostValues} things, which is as much as is read. Ask for less at once.");
        if (problem is null && !whole.OrderTime(context.Now))
            Fail(tokens[0], "The time ends before it begins. Say the earlier time first: between monday and wednesday.");
        return problem is null ? new Question((whole.ToQuery() with { Notes = notes }).Knowing(context.People), null) : new Question(null, problem);
    }

    void ReadTerm(QuestionDraft into)
    {
        var start = at;
        var token = tokens[start];
        switch (token.Kind)
        {
            case TokenKind.Comma:
                at++;
                break;
            case TokenKind.Quoted:
                at++;
                if (token.Text.Length > 0) into.Texts.Add(token.Text);
                break;
            case TokenKind.Not:
                at++;
                ReadNot(into, token);
                break;
            case TokenKind.Mention:
                ReadNames(into.Names("by"), token, "by");
                break;
            case TokenKind.Key:
                ReadKey(into, token);
                break;
            case TokenKind.Word when times.Read(ref at, expected: false) is { } span:
                AddStretch(into, span, start);
                break;
            case TokenKind.Word when MeaningAt(at) is { } meaning:
                ReadMeaning(into, token, meaning);
                break;
            case TokenKind.Word when QuestionTimeWords.Number(token.Folded) is { } number && SpeaksOfEvents(at + 1):
                at++;
                SetLast(into, token, number);
                break;
            default:
                ReadGroup(into);
                break;
        }
    }

    void ReadMeaning(QuestionDraft into, Token token, Meaning meaning)
    {
        switch (meaning.Sense)
        {
            case Sense.Action:
                ReadAll(Sense.Action, found => into.Actions.Add(found.Value));
                return;
            case Sense.Outcome:
                ReadAll(Sense.Outcome, found => into.Outcomes.Add(Enum.Parse<Outcome>(found.Value)));
                return;
            case Sense.By:
                at++;
                ReadBy(into, token);
                return;
            case Sense.In:
                at++;
                ReadIn(into, token);
                return;
            case Sense.From:
                at++;
                ReadFrom(into, token);
                return;
            case Sense.Field when !meaning.Plural && IsPlainName(at + 1):
                at++;
                ReadNames(into.Names(meaning.Value), token, meaning.Value);
                return;
            case Sense.Not:
                at++;
                ReadNot(into, token);
                return;
            case Sense.Last:
                at++;
                ReadLast(into, token);
                return;
            case Sense.Since or Sense.Until or Sense.Before or Sense.After:
                at++;
                ReadBound(into, token, meaning.Sense);
                return;
            case Sense.Between:
                at++;
                ReadBetween(into, token);
                return;
            case Sense.Per:
                at++;
                ReadPer(into, token);
                return;
            case Sense.Group:
                at += SenseAt(at + 1) == Sense.By ? 2 : 1;
                ReadPer(into, token);
                return;
            case Sense.Named:
                at++;
                if (Value(token, "name") is { } name) into.Words.Add([name]);
                return;
            case Sense.Unsupported:
                Fail(token, $"The log answers with the newest events; {QuestionProblem.Show(token.Text)} is not understood. Say “last 5 deploys”, or give a time.");
                return;
            case Sense.Time:
                Fail(token, $"{QuestionProblem.Show(token.Text)} needs a time around it, such as “2 days ago”.");
                return;
            default:
                at++;
                SetFlag(into, token, meaning.Sense);
                return;
        }
    }

    void SetFlag(QuestionDraft into, Token token, Sense sense)
    {
        switch (sense)
        {
            case Sense.Sensitive: into.Sensitive = true; break;
            case Sense.Routine: into.Sensitive = false; break;
            case Sense.Who: into.Who = true; break;
            case Sense.Count: into.Count = true; break;
            case Sense.My: AddMe(into.Names("by"), token); break;
            case Sense.Me when !(at > 1 && tokens[at - 2].Folded is "show" or "give" or "tell" or "get" or "find" or "list"):
                AddMe(into.Names("by"), token);
                break;
        }
    }

    // deploys, builds and pushes
    void ReadAll(Sense sense, Action<Meaning> add)
    {
        int? next = at;
        while (next is { } index && SenseAt(index) == sense)
        {
            add(MeaningAt(index)!.Value);
            at = index + 1;
            next = AfterConnector(at);
        }
    }

    // not by ci-bot
    void ReadNot(QuestionDraft into, Token not)
    {
        while (SenseAt(at) is Sense.Filler) at++;
        var left = new QuestionDraft();
        if (into == whole && at < tokens.Count) ReadTerm(left);
        if (problem is not null) return;
        if (left.Fields != 1 || left.HasMoreThanFields)
            Fail(not, $"{QuestionProblem.Show(not.Text)} goes before an action, a name, an outcome or a field, such as “not by ci-bot” or “not failed”.");
        else if (left.Sensitive is { } sensitive) into.Sensitive = !sensitive;
        else into.Except.Add(left.ToQuery());
    }

    // last deploy, last 5 deploys, last deploys
    void ReadLast(QuestionDraft into, Token last)
    {
        if (at < tokens.Count && tokens[at].Kind == TokenKind.Word && QuestionTimeWords.Number(tokens[at].Folded) is { } number)
        {
            at++;
            SetLast(into, last, number);
        }
        else if (into.Limit is null && !SpeaksOfSeveral()) SetLast(into, last, 1);
    }

    void SetLast(QuestionDraft into, Token token, int number)
    {
        if (number is < 1 or > MostEvents)
            Fail(token, string.Create(CultureInfo.InvariantCulture, $"An answer holds 1 to {MostEvents:N0} events. Ask for fewer, give a time, or export them."));
        (into.Last, into.Limit) = (true, number);
    }

    void Fail(Token token, string message, string? nearest = null) =>
        problem ??= new QuestionProblem(message, token.Text, token.Position, nearest);
}
