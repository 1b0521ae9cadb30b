namespace SlackAudit.Events;

/// <content>Who is meant by <c>me</c> and by people whom Slack names.</content>
sealed partial class QuestionReader
{
    void AddName(List<string> list, string key, Token token)
    {
        if (key == "by" && token.Kind == TokenKind.Word && QuestionWords.Find(token.Folded)?.Sense == Sense.Me) AddMe(list, token);
        else if (key == "by" && token is { Kind: TokenKind.Mention, SlackUser: { } user }) AddSlackUser(list, token, user);
        else if (string.IsNullOrWhiteSpace(token.Text)) Fail(token, $"A name is missing, such as in “{Example(key)}”.");
        else list.Add(token.Text);
    }

    void AddSlackUser(List<string> list, Token token, string user)
    {
        if (context.People.OfSlackUser(user) is { } person) list.Add(person);
        else
        {
            list.Add(token.Text);
            if (token.Text == user) notes.Add($"Nobody is known by the Slack user id {QuestionProblem.Show(user)}. Ask by name instead, or have slack:{QuestionProblem.Cut(user)} added to a person under People in the settings.");
        }
    }

    void AddMe(List<string> list, Token token)
    {
        if (context.SlackUser is { } user && context.People.OfSlackUser(user) is { } person) list.Add(person);
        else if (context.Me.Count == 0)
            Fail(token, $"I do not know which names are yours. Ask by name instead, such as “by alice”{(context.SlackUser is { } unknown ? $", or have slack:{QuestionProblem.Cut(unknown)} added to yours under People in the settings" : "")}.");
        else
        {
            // Where nobody is joined, nobody need be told.
            if (context.SlackUser is { } unjoined && context.People.Count > 0)
                notes.Add($"You are taken for {string.Join(" or ", context.Me.Select(QuestionProblem.Show))}. To be known by all of your names, have slack:{QuestionProblem.Cut(unjoined)} added to them under People in the settings.");
            list.AddRange(context.Me);
        }
    }
}
