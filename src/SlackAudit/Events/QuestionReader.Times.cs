namespace SlackAudit.Events;

/// <content>Times: stretches, and their ends.</content>
sealed partial class QuestionReader
{
    // today, last week, monday to wednesday
    void AddStretch(QuestionDraft into, TimeSpanSaid span, int start)
    {
        if (!Reach(span, start)) return;
        if (ReadTo(into))
        {
            into.From(span.From, span);
            return;
        }
        if (span.IsMoment)
        {
            Fail(tokens[start], $"{Said(start)} is a moment. Say since or until it, or between it and another.");
            return;
        }
        into.Within(span, context.Now);
    }

    // since and until include the day that they name, after and before do not
    void ReadBound(QuestionDraft into, Token word, Sense sense)
    {
        if (ReadTime(word) is not { } span) return;
        switch (sense)
        {
            case Sense.Since:
                into.From(span.From, span);
                ReadTo(into);
                break;
            case Sense.After: into.From(span.To, span); break;
            case Sense.Before: into.To(span.From, span); break;
            default: into.To(span.To, span); break;
        }
    }

    void ReadBetween(QuestionDraft into, Token between)
    {
        if (ReadTime(between) is not { } start) return;
        if (AfterConnector(at) is { } next) at = next;
        else if (IsTo(at)) at++;
        else
        {
            Fail(between, "“between” needs two times, such as “between monday and wednesday”.");
            return;
        }
        if (ReadTime(between) is not { } end) return;
        into.From(start.From, start);
        into.To(end.To, end);
    }

    // The second half of "monday to wednesday"; nothing is read where no time follows.
    bool ReadTo(QuestionDraft into)
    {
        var next = at + 1;
        if (!IsTo(at) || times.Read(ref next, expected: true) is not { } end || !Reach(end, at + 1)) return false;
        at = next;
        into.To(end.To, end);
        return true;
    }

    bool IsTo(int index) => index < tokens.Count && tokens[index] is { Kind: TokenKind.Word, Folded: "to" or "-" or "–" or "—" or "through" };

    void ReadOn(QuestionDraft into, Token on)
    {
        var start = at;
        if (ReadTime(on) is { } span) AddStretch(into, span, start);
    }

    TimeSpanSaid? ReadTime(Token word)
    {
        var start = at;
        var span = at < tokens.Count && tokens[at].Kind == TokenKind.Quoted ? ReadQuotedTime(tokens[at].Text) : times.Read(ref at, expected: true);
        if (span is { } found) return Reach(found, start) ? found : null;
        var unread = start < tokens.Count && tokens[start].Kind != TokenKind.Comma ? tokens[start] : word;
        var nearest = unread == word ? null : QuestionWords.NearestTime(unread.Folded);
        Fail(unread, (unread == word ? $"{QuestionProblem.Show(word.Text)} needs a time after it" : $"{QuestionProblem.Show(unread.Text)} is not a time that I can read after {QuestionProblem.Show(word.Text)}")
            + (nearest is null ? ". Say 24h, 7d, monday, yesterday 18:00 or 2026-03-01." : $". Did you mean “{nearest}”?"), nearest);
        return null;
    }

    TimeSpanSaid? ReadQuotedTime(string text)
    {
        var inside = QuestionTokens.Read(text, out _);
        var end = 0;
        var span = new QuestionTimes(inside, new QuestionCalendar(context.Now, context.Zone)).Read(ref end, expected: true);
        if (span is null || end < inside.Count) return null;
        at++;
        return span;
    }

    string Said(int start) => QuestionProblem.Show(string.Join(' ', tokens.Skip(start).Take(Math.Max(at - start, 1)).Select(token => token.Text)));

    bool Reach(TimeSpanSaid span, int start)
    {
        if (span.Form != TimeForm.OutOfReach) return true;
        Fail(tokens[start], $"{Said(start)} is further away than any log reaches. Ask for less than a hundred years.");
        return false;
    }
}
