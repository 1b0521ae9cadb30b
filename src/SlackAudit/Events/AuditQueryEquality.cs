namespace SlackAudit.Events;

/// <content>Equality by content: a record compares its lists by reference only.</content>
public sealed partial record AuditQuery
{
    /// <summary>Whether both ask the same, list by list.</summary>
    public bool Equals(AuditQuery? other) =>
        other is not null
        && (Shape, Limit, Per, Sensitive, Since, Until)
            == (other.Shape, other.Limit, other.Per, other.Sensitive, other.Since, other.Until)
        && Names(this).Zip(Names(other), Enumerable.SequenceEqual).All(same => same)
        && Outcomes.SequenceEqual(other.Outcomes)
        && Except.SequenceEqual(other.Except)
        && Known.SequenceEqual(other.Known)
        && Words.Count == other.Words.Count
        && Words.Zip(other.Words, Enumerable.SequenceEqual).All(same => same);

    /// <summary>A hash that agrees with <see cref="Equals(AuditQuery?)"/>.</summary>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add((Shape, Limit, Per, Sensitive, Since, Until));
        foreach (var name in Names(this).Concat(Words).SelectMany(list => list)) hash.Add(name, StringComparer.Ordinal);
        foreach (var outcome in Outcomes) hash.Add(outcome);
        foreach (var except in Except) hash.Add(except);
        foreach (var known in Known) hash.Add(known);
        return hash.ToHashCode();
    }

    static IEnumerable<IReadOnlyList<string>> Names(AuditQuery query) =>
        [query.Actions, query.Apps, query.Targets, query.Actors, query.Scopes, query.Sources, query.Texts];
}
