namespace SlackAudit.Events;

/// <summary>Finds the word that somebody meant to type.</summary>
static class NearestWord
{
    const int Longest = 20;

    /// <summary>
    /// The word of a list that differs by one letter (two in words of eight letters and more; two letters swapped are one), or null.
    /// Short words differ from everything by little: only those of four letters and more are candidates.
    /// </summary>
    internal static string? Find(string word, IEnumerable<string> candidates)
    {
        if (word.Length is < 3 or > Longest || !word.All(char.IsLetter)) return null;
        // Who deploys is a deployer: a name, not a misspelt deployed.
        if (word.EndsWith("er", StringComparison.Ordinal)) candidates = candidates.Where(c => c.EndsWith("er", StringComparison.Ordinal));
        return candidates.Contains(word, StringComparer.Ordinal) ? null : InOrder(word, candidates).FirstOrDefault();
    }

    /// <summary>The same among names, which hold more than letters: those that differ by as little, the nearest first.</summary>
    internal static IEnumerable<string> Names(string name, IEnumerable<string> candidates) =>
        name.Length is < 3 or > 2 * Longest ? [] : InOrder(name, candidates.Where(candidate => candidate.Length <= 2 * Longest + 2));

    static IEnumerable<string> InOrder(string word, IEnumerable<string> candidates) =>
        candidates
            .Where(candidate => candidate.Length >= 4 && Math.Abs(candidate.Length - word.Length) <= 2 && BeginsAlike(word, candidate))
            .Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(found => found.distance <= (Math.Min(found.candidate.Length, word.Length + 1) >= 8 ? 2 : 1))
            .OrderBy(found => found.distance)
            .ThenBy(found => found.candidate[^1] == word[^1] ? 0 : 1)
            .ThenBy(found => Math.Abs(found.candidate.Length - word.Length))
            .ThenByDescending(found => found.candidate.Zip(word).TakeWhile(pair => pair.First == pair.Second).Count())
            .ThenBy(found => found.candidate, StringComparer.Ordinal)
            .Select(found => found.candidate);

    // Fingers slip inside words; what begins otherwise is another word (fast is not last).
    static bool BeginsAlike(string word, string candidate) =>
        word[0] == candidate[0] || (word[0] == candidate[1] && word[1] == candidate[0]);

    /// <summary>Letters to insert, remove, change or swap with their neighbour.</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var best = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = Math.Min(best, rows[i - 2, j - 2] + 1);
                rows[i, j] = best;
            }
        return rows[a.Length, b.Length];
    }
}
