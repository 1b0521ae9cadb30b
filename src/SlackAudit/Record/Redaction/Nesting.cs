namespace SlackAudit.Record.Redaction;

/// <summary>
/// How deep in texts within texts a redaction is, and how much guessing it may still do; both bound the work. Also how it marks
/// variables; without fingerprints, what is read was redacted before or is to have none.
/// </summary>
struct Nesting(Fingerprints? fingerprints)
{
    const int Deepest = 8;

    /// <summary>Each text that only looks like JSON costs an exception, so a hostile body may not hold many.</summary>
    const int MostWrongGuesses = 16;

    int depth;
    int wrongGuesses;
    HashSet<string>? issued;

    public readonly bool MayGuess => wrongGuesses < MostWrongGuesses;

    public void GuessedWrong() => wrongGuesses++;

    public bool TryEnter()
    {
        if (depth == Deepest) return false;
        depth++;
        return true;
    }

    public void Leave() => depth--;

    /// <summary>Reads from the outside again, what it marked still known.</summary>
    public void Renew() => (depth, wrongGuesses) = (0, 0);

    /// <summary>What stands for the value of a variable.</summary>
    public string Variable(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (fingerprints is not { AreMade: true }) return Redact.Marker;
        var marker = fingerprints.Marker(name, value);
        (issued ??= new(StringComparer.Ordinal)).Add(marker);
        return marker;
    }

    /// <summary>Whether it stands for a value already. A sender's text that looks like a fingerprint is a value like any other.</summary>
    public readonly bool IsMarker(ReadOnlySpan<char> value) => Values.IsMarker(value) && !IsForged(value);

    /// <summary>Whether it looks like a fingerprint that was not made here, so that a sender cannot claim a value that it does not know.</summary>
    public readonly bool IsForged(ReadOnlySpan<char> value) =>
        fingerprints is not null && Values.IsFingerprint(value) && issued?.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value) != true;
}
