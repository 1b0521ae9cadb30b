namespace SlackAudit.Events;

/// <content>What a word means where it stands.</content>
sealed partial class QuestionReader
{
    bool SpeaksOfSeveral()
    {
        for (var index = at; index < Math.Min(at + 6, tokens.Count); index++)
            if (tokens[index].Kind == TokenKind.Word && QuestionWords.Find(tokens[index].Folded) is { Sense: Sense.Action or Sense.Anything } found)
                return found.Plural;
        return false;
    }

    // 5 deploys, 3 most recent logins
    bool SpeaksOfEvents(int index)
    {
        while (SenseAt(index) == Sense.Filler) index++;
        return SenseAt(index) is Sense.Action or Sense.Anything or Sense.Outcome or Sense.Sensitive or Sense.Last;
    }

    Sense? SenseAt(int index) => MeaningAt(index)?.Sense;

    Meaning? MeaningAt(int index) =>
        index < tokens.Count && tokens[index].Kind == TokenKind.Word && QuestionWords.Find(tokens[index].Folded) is { } meaning && !IsNameAfterAll(index, meaning)
            ? meaning
            : null;

    // "deploys of users" names an app, "which users deployed" does not; db.internal may be a host that the log knows.
    bool IsNameAfterAll(int index, Meaning meaning) => meaning.Sense switch
    {
        Sense.Field when meaning.Value != "app" || tokens[index].Folded is not ("app" or "apps") =>
            tokens.Count == 1 || IsKnown(tokens[index]) || (FollowsWhatIsNamed(index) && (meaning.Plural || !IsUnknownWord(index + 1))),
        Sense.Action when tokens[index].Text.Contains('.', StringComparison.Ordinal) => IsKnown(tokens[index]),
        _ => false,
    };

    bool IsUnknownWord(int index) =>
        index < tokens.Count && tokens[index].Kind is (TokenKind.Word or TokenKind.Label) && QuestionWords.Find(tokens[index].Folded) is null;

    bool FollowsWhatIsNamed(int index) =>
        index > 0 && (tokens[index - 1].Kind == TokenKind.Comma || tokens[index - 1].Folded is "of" or "to" or "or"
            || QuestionWords.Find(tokens[index - 1].Folded)?.Sense == Sense.Action);

    bool IsKnown(Token token) => context.IsKnownName?.Invoke(token.Text) == true;
}
