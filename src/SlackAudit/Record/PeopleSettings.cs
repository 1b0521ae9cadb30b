using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>Who is who: the settings under <c>People</c>.</summary>
/// <param name="People">The people, no identity in two of them.</param>
/// <param name="SourceTypes">The type of each configured source, by the source's name.</param>
public sealed record PeopleSettings(IReadOnlyList<Person> People, IReadOnlyDictionary<string, string> SourceTypes)
{
    /// <summary>How many names a person may have: each is a place of an index to look at.</summary>
    public const int MostNames = 20;

    /// <summary>Nobody.</summary>
    public static readonly PeopleSettings None = new([], new Dictionary<string, string>());

    /// <summary>Whether names may be said to be of such a source: a configured one, a type of sources, Slack's users, the log itself.</summary>
    public bool IsSource(string source) =>
        source is Identity.Slack or OwnSource.Name || SourceTypes.ContainsKey(source) || SourceTypes.Values.Contains(source) || KnownTypes.Contains(source);

    /// <summary>Types of sources, configured or not.</summary>
    public IReadOnlyList<string> KnownTypes { get; init; } = [];

    /// <summary>Who is known by the settings alone.</summary>
    public KnownPeople Known => new(People, [], SourceTypes);
}
