namespace SlackAudit.Events;

/// <content>Names of people, apps, scopes and sources.</content>
sealed partial class QuestionReader
{
    // by alice, bob and me; count deploys by app
    void ReadBy(QuestionDraft into, Token by)
    {
        if (SenseAt(at) == Sense.Who)
        {
            at++;
            into.Who = true;
        }
        else if (into.Count && at < tokens.Count && tokens[at].Kind == TokenKind.Word && QuestionWords.Per.ContainsKey(tokens[at].Folded)) ReadPer(into, by);
        else ReadNames(into.Names("by"), by, "by");
    }

    // in production, in the last 24 hours, in progress
    void ReadIn(QuestionDraft into, Token word)
    {
        var start = at;
        if (at < tokens.Count && tokens[at] is { Kind: TokenKind.Word, Folded: "progress" })
        {
            at++;
            into.Outcomes.Add(Outcome.Started);
        }
        else if (times.Read(ref at, expected: true) is { } span) AddStretch(into, span, start);
        else
        {
            ReadNames(into.Names("in"), word, "in");
            // "in the production environment" speaks of no environment variable; "in production env changes" does.
            if (at < tokens.Count && tokens[at] is { Kind: TokenKind.Word, Folded: "environment" or "env" } && SenseAt(at + 1) != Sense.Anything) at++;
        }
    }

    // from github, from monday to wednesday
    void ReadFrom(QuestionDraft into, Token from)
    {
        var start = at;
        if (times.Read(ref at, expected: true) is not { } span) ReadNames(into.Names("from"), from, "from");
        else if (Reach(span, start))
        {
            into.From(span.From, span);
            ReadTo(into);
        }
    }

    /// <summary>One name and its alternatives. The first is taken as it stands; <paramref name="key"/> says whose name it is.</summary>
    void ReadNames(List<string> list, Token word, string key)
    {
        while (SenseAt(at) is Sense.Filler || (SenseAt(at) is Sense.Field && IsPlainName(at + 1))) at++;
        if (at >= tokens.Count || !IsValue(at) || IsStructure(at))
        {
            Fail(word, $"{QuestionProblem.Show(word.Text)} needs a name after it, such as “{Example(key)}”.");
            return;
        }
        AddName(list, key, tokens[at++]);
        while (AfterConnector(at) is { } next && problem is null && IsAlternative(next, key))
        {
            AddName(list, key, tokens[next]);
            at = next + 1;
        }
    }

    // myapp, billing or shop
    void ReadGroup(QuestionDraft into)
    {
        var group = new List<string>();
        int? next = at;
        while (next is { } index && IsPlainName(index) && problem is null)
        {
            CheckSpelling(tokens[index]);
            group.Add(tokens[index].Text);
            at = index + 1;
            next = AfterConnector(at);
        }
        // A word that only looks like a time or a narrow action is the name that it was taken for.
        if (group.Count == 0) group.Add(tokens[at++].Text);
        into.Words.Add([.. group.Distinct(StringComparer.Ordinal)]);
    }

    void CheckSpelling(Token token)
    {
        if (token.Kind != TokenKind.Word) return;
        var colon = token.Folded.IndexOf(':', StringComparison.Ordinal);
        var key = colon > 0 ? QuestionWords.NearestKey(token.Folded[..colon]) : null;
        if ((key ?? QuestionWords.Nearest(token.Folded)) is not { } nearest || IsKnown(token)) return;
        var meant = key is null ? nearest : nearest + ":";
        var typed = key is null ? token.Text : token.Text[..(colon + 1)];
        var escape = key is null ? $"name:{token.Text}" : $"name:\"{token.Text}\"";
        Fail(token with { Text = typed }, $"I did not understand {QuestionProblem.Show(typed)}. Did you mean “{meant}”? If it is a name, write {escape}.", meant);
    }

    // Behind "," or "and" or ", and"; null where nothing connects.
    int? AfterConnector(int index)
    {
        var next = index < tokens.Count && tokens[index].Kind == TokenKind.Comma ? index + 1 : index;
        if (SenseAt(next) is Sense.And or Sense.Or) next++;
        return next > index && next < tokens.Count ? next : null;
    }

    bool IsAlternative(int index, string key) =>
        tokens[index].Kind is TokenKind.Quoted or TokenKind.Mention
        || IsPlainName(index)
        || (key == "by" && SenseAt(index) == Sense.Me)
        || (tokens[index].Glued && IsValue(index) && !IsStructure(index));

    bool IsPlainName(int index)
    {
        if (index >= tokens.Count) return false;
        if (tokens[index].Kind == TokenKind.Label) return true;
        var next = index;
        return tokens[index].Kind == TokenKind.Word
            && MeaningAt(index) is null
            && times.Read(ref next, expected: false) is null;
    }

    bool IsValue(int index) => tokens[index].Kind is TokenKind.Word or TokenKind.Quoted or TokenKind.Mention or TokenKind.Label;

    bool IsStructure(int index) =>
        SenseAt(index) is Sense.By or Sense.In or Sense.From or Sense.Not or Sense.And or Sense.Or or Sense.Per
            or Sense.Since or Sense.Until or Sense.Before or Sense.After or Sense.Between or Sense.Time;

    static string Example(string key) => key switch
    {
        "in" => "in production",
        "from" => "from github",
        "app" => "app:billing",
        "target" => "target:prod-db",
        "name" => "name:billing",
        _ => "by alice",
    };
}
