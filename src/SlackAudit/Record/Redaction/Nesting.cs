namespace SlackAudit.Record.Redaction;

/// <summary>How deep in texts within texts a redaction is, and how much guessing it may still do; both bound the work.</summary>
struct Nesting
{
    const int Deepest = 8;

    /// <summary>Each text that only looks like JSON costs an exception, so a hostile body may not hold many.</summary>
    const int MostWrongGuesses = 16;

    int depth;
    int wrongGuesses;

    public readonly bool MayGuess => wrongGuesses < MostWrongGuesses;

    public void GuessedWrong() => wrongGuesses++;

    public bool TryEnter()
    {
        if (depth == Deepest) return false;
        depth++;
        return true;
    }

    public void Leave() => depth--;
}
