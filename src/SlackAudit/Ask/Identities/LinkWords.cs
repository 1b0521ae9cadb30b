using SlackAudit.Events;
using SlackAudit.Slack;

namespace SlackAudit.Ask.Identities;

/// <summary>What stands behind <c>/audit link</c>: whose name it is, and the name.</summary>
/// <param name="UserId">The id in Slack of somebody else whose name it is; null for who types.</param>
/// <param name="UserName">What that person is called in Slack.</param>
/// <param name="Name">The name: <c>SOURCE:NAME</c>, or one that is theirs everywhere; empty where none was said.</param>
readonly record struct LinkWords(string? UserId, string UserName, string Name)
{
    const int MostWords = 3;

    /// <summary>Reads <c>link github alice-gh</c>, <c>link github:alice-gh</c>, <c>link alice@example.com</c>, each with somebody's mention before it.</summary>
    public static LinkWords Read(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1..];
        if (words.Length is 0 or > MostWords) return default(LinkWords) with { UserName = "", Name = "" };
        var at = 0;
        var said = QuestionText.Decode(words[0], ref at, out _, out var user);
        var rest = words[(user is null ? 0 : 1)..].Select(word => SlackText.Clean(QuestionText.Readable(word)).Trim()).ToList();
        return new LinkWords(user, said.TrimStart('@'), rest switch
        {
            [var one] => one,
            [var source, var name] => $"{source}:{name}",
            _ => "",
        });
    }
}
