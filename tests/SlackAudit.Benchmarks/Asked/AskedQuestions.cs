using SlackAudit.Benchmarks.Generated;

namespace SlackAudit.Benchmarks.Asked;

/// <summary>A form of question, asked of many names.</summary>
/// <param name="Form">What is typed; <c>APP</c>, <c>DB</c> and <c>PERSON</c> stand for names of the team.</param>
/// <param name="Goal">The 99th percentile to reach at 10 million events, in milliseconds; null where none is set.</param>
/// <param name="IsSeek">Whether it is one look into an index, to be measured in the database alone as well.</param>
sealed record AskedQuestion(string Form, double? Goal = null, bool IsSeek = false)
{
    static readonly string[] Apps = [.. GeneratedTeam.Apps.Where((_, rank) => rank % 7 == 0)];

    /// <summary>The questions of the form: of common and of rare names.</summary>
    public string[] Texts =>
    [
        .. Enumerable.Range(0, 40).Select(i => Form
            .Replace("APP", Apps[i % Apps.Length], StringComparison.Ordinal)
            .Replace("DB", GeneratedTeam.Databases[i * 3 % GeneratedTeam.Databases.Length], StringComparison.Ordinal)
            .Replace("PERSON", GeneratedTeam.People[i * 5 % GeneratedTeam.People.Length], StringComparison.Ordinal)).Distinct(),
    ];
}

/// <summary>The questions of the design, and the hard ones beside them.</summary>
static class AskedQuestions
{
    public static readonly AskedQuestion[] All =
    [
        new("last deploy APP", 0.2, IsSeek: true),
        new("last 5 deploys APP", 1, IsSeek: true),
        new("APP", 1, IsSeek: true),
        new("deploys today", 1, IsSeek: true),
        new("failed deploys since 7d", 1, IsSeek: true),
        new("last failed deploy APP", 1),
        new("exec, ssh, db in production since yesterday", 1, IsSeek: true),
        new("by PERSON since monday", 1, IsSeek: true),
        new("sensitive since 24h", 1, IsSeek: true),
        new("from cloudtrail", 1, IsSeek: true),
        new("who touched DB since 7d", 2),
        new("count deploys per app since 30d", 40),
        new("count deploys per day since 30d", 40),
        new("count per day since 30d"),
        new("\"rollback\"", 20),
        new("\"invoice PDFs in the checkout\"", 20),
        new("\"dark mode (rollback)\" APP", 20),
        new("\"no such thing\"", 20),
        new("deploys by nobody", 1),
        new("last tamper APP"),
    ];
}
