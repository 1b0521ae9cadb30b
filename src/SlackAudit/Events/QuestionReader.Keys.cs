using System.Globalization;

namespace SlackAudit.Events;

/// <content><c>key:value</c>, which means what the words mean, and takes every name as it stands.</content>
sealed partial class QuestionReader
{
    void ReadKey(QuestionDraft into, Token key)
    {
        at++;
        var field = QuestionWords.Keys[key.Folded];
        switch (field)
        {
            case "app" or "target" or "by" or "in" or "from":
                AddValues(key, field, token => AddName(into.Names(field), field, token));
                break;
            case "name":
                var group = new List<string>();
                AddValues(key, field, token => AddName(group, field, token));
                if (group.Count > 0) into.Words.Add([.. group.Distinct(StringComparer.Ordinal)]);
                break;
            case "text":
                AddValues(key, field, token => into.Texts.Add(token.Text));
                break;
            case "action":
                AddValues(key, field, token => AddAction(into, token));
                break;
            case "outcome":
                AddValues(key, field, token => AddOutcome(into, token));
                break;
            case "sensitive":
                if (Value(key, field) is { } flag) SetSensitive(into, key, flag);
                break;
            case "limit":
                if (Value(key, field) is { } limit) SetLimit(into, key, limit);
                break;
            case "per":
                ReadPer(into, key);
                break;
            case "on":
                ReadOn(into, key);
                break;
            default:
                ReadBound(into, key, Enum.Parse<Sense>(field, ignoreCase: true));
                break;
        }
    }

    /// <summary>The values after a key: the next, and what commas without spaces join to it.</summary>
    void AddValues(Token key, string field, Action<Token> add)
    {
        if (at >= tokens.Count || !IsValue(at))
        {
            Fail(key, $"“{key.Text}:” needs something after it, such as “{Example(field)}”.");
            return;
        }
        add(tokens[at++]);
        while (problem is null && at + 1 < tokens.Count && tokens[at] is { Kind: TokenKind.Comma, Glued: true } && tokens[at + 1].Glued && IsValue(at + 1))
        {
            add(tokens[at + 1]);
            at += 2;
        }
    }

    string? Value(Token key, string field)
    {
        if (at < tokens.Count && IsValue(at) && !string.IsNullOrWhiteSpace(tokens[at].Text)) return tokens[at++].Text;
        Fail(key, $"{QuestionProblem.Show(key.Text)} needs something after it, such as “{(field == "limit" ? "limit:5" : field == "sensitive" ? "sensitive:yes" : Example(field))}”.");
        return null;
    }

    // A word that the vocabulary lacks may still be a source's own action.
    void AddAction(QuestionDraft into, Token token)
    {
        if (string.IsNullOrWhiteSpace(token.Text)) Fail(token, "“action:” needs an action after it, such as “action:deploy”.");
        else if (token.Kind == TokenKind.Quoted) into.Actions.Add(token.Text);
        else if (QuestionWords.Find(token.Folded) is { Sense: Sense.Action } meaning) into.Actions.Add(meaning.Value);
        else if (QuestionWords.NearestAction(token.Folded) is { } nearest)
            Fail(token, $"I do not know the action {QuestionProblem.Show(token.Text)}. Did you mean “{nearest}”? If it is one, put it in quotes.", nearest);
        else into.Actions.Add(token.Folded);
    }

    void AddOutcome(QuestionDraft into, Token token)
    {
        if (QuestionWords.Find(token.Folded) is { Sense: Sense.Outcome } meaning) into.Outcomes.Add(Enum.Parse<Outcome>(meaning.Value));
        else Fail(token, $"An outcome is started, success, failure or unknown, not {QuestionProblem.Show(token.Text)}.",
            NearestWord.Find(token.Folded, ["started", "success", "failure", "failed", "unknown"]));
    }

    void SetSensitive(QuestionDraft into, Token key, string flag)
    {
        switch (flag.ToLowerInvariant())
        {
            case "yes" or "true" or "1": into.Sensitive = true; break;
            case "no" or "false" or "0": into.Sensitive = false; break;
            default: Fail(key, $"“sensitive:” is yes or no, not {QuestionProblem.Show(flag)}."); break;
        }
    }

    void SetLimit(QuestionDraft into, Token key, string limit)
    {
        if (QuestionTimeWords.Number(limit.ToLowerInvariant()) is { } number and >= 1 and <= MostEvents) into.Limit = number;
        else Fail(key, string.Create(CultureInfo.InvariantCulture, $"“{key.Text}:” needs a number from 1 to {MostEvents:N0}, not {QuestionProblem.Show(limit)}."));
    }

    // per app, per day, by person
    void ReadPer(QuestionDraft into, Token per)
    {
        while (SenseAt(at) is Sense.Filler) at++;
        var word = at < tokens.Count && IsValue(at) ? tokens[at] : (Token?)null;
        if (word is { } found && QuestionWords.Per.TryGetValue(found.Folded, out var by))
        {
            at++;
            into.Per = Enum.Parse<CountPer>(by);
            return;
        }
        var nearest = word is { } typed ? NearestWord.Find(typed.Folded, QuestionWords.Per.Keys) : null;
        Fail(word ?? per, word is { } unknown
            ? $"One can count per app, actor, action, day or source, not per {QuestionProblem.Show(unknown.Text)}.{(nearest is null ? "" : $" Did you mean “{nearest}”?")}"
            : "One can count per app, actor, action, day or source. Say which, such as “per app”.", nearest);
    }
}
