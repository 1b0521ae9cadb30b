namespace SlackAudit.Events;

/// <content>People: what the names of a question mean beyond their letters.</content>
public sealed partial record AuditQuery
{
    // SQL Server takes 2,100 parameters in all, on up to two dozen walks.
    const int MostNames = 60;

    /// <summary>What those of <see cref="Actors"/> and <see cref="Words"/> mean that mean a person, or might.</summary>
    public IReadOnlyList<AskedName> Known { get; init; } = [];

    /// <summary>What the asker should know about how the question was understood, sentences; no part of what is asked.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The same question, asked by somebody who knows these people.</summary>
    public AuditQuery Knowing(KnownPeople people)
    {
        var (known, notes) = (new List<AskedName>(), new List<string>());
        var names = 0;
        foreach (var word in Actors.Concat(Words.SelectMany(group => group)).Distinct(StringComparer.Ordinal))
        {
            if (people.Asked(word) is not { } asked) continue;
            if (asked.Note is { } note) notes.Add(note);
            if (asked.Person is null) continue;
            names += asked.Hers.Count + asked.Others.Count;
            if (names > MostNames) notes.Add($"{QuestionProblem.Show(word)} was looked for by that name alone: the question asks for too many people at once.");
            else known.Add(asked);
        }
        var except = Except.Select(left => left.Knowing(people)).ToList();
        return this with
        {
            Known = known,
            Except = except,
            Notes = [.. Notes.Concat(notes).Concat(except.SelectMany(left => left.Notes)).Distinct(StringComparer.Ordinal)],
        };
    }

    internal AskedName? KnownAs(string word) => Known.FirstOrDefault(known => known.Word == word);
}
