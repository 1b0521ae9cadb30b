namespace SlackAudit.Events;

/// <summary>A whole actor's name, in some sources: what a person's name stands for when a question is asked.</summary>
/// <param name="Name">The whole name, folded.</param>
/// <param name="In">The only sources in which it counts; empty for all.</param>
/// <param name="NotIn">Sources in which it does not.</param>
public sealed record ActorName(string Name, IReadOnlyList<string> In, IReadOnlyList<string> NotIn)
{
    /// <summary>Whether both are the same name in the same sources.</summary>
    public bool Equals(ActorName? other) => other is not null && Name == other.Name && In.SequenceEqual(other.In) && NotIn.SequenceEqual(other.NotIn);

    /// <summary>A hash that agrees with <see cref="Equals(ActorName?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Name, In.Count, NotIn.Count);

    /// <summary>As a sentence shows it: <c>alice-gh (github)</c>.</summary>
    public override string ToString() => In.Count == 0 ? Name : $"{Name} ({string.Join(", ", In)})";
}

/// <summary>What a word of a question means among people. A word that means nobody known has none of these.</summary>
/// <param name="Word">The word as asked.</param>
/// <param name="Person">Whom it means; null where it could mean several people, and only the name itself is looked for.</param>
/// <param name="Hers">Every name that is hers.</param>
/// <param name="Others">Names that the word would meet by their letters, and that are other people's.</param>
public sealed record AskedName(string Word, string? Person, IReadOnlyList<ActorName> Hers, IReadOnlyList<ActorName> Others)
{
    const int MostShown = 6;

    /// <summary>What the asker should know about it, a sentence; null where there is nothing to say.</summary>
    public string? Note { get; init; }

    /// <summary>Whether both mean the same.</summary>
    public bool Equals(AskedName? other) =>
        other is not null && (Word, Person) == (other.Word, other.Person) && Hers.SequenceEqual(other.Hers) && Others.SequenceEqual(other.Others);

    /// <summary>A hash that agrees with <see cref="Equals(AskedName?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Word, Person, Hers.Count, Others.Count);

    /// <summary>Some names as a sentence lists them.</summary>
    internal static string List(IReadOnlyList<ActorName> names) =>
        string.Join(", ", names.Take(MostShown)) + (names.Count > MostShown ? $" and {names.Count - MostShown} more" : "");
}
