namespace SlackAudit.Benchmarks.Generated;

/// <summary>Choices of which a few are met most of the time.</summary>
sealed class Skewed<T>
{
    readonly T[] choices;
    readonly double[] upTo;

    /// <summary>Choices with how often each is met, in any unit.</summary>
    public Skewed(T[] choices, Func<T, int, double> often)
    {
        this.choices = choices;
        upTo = new double[choices.Length];
        var sum = 0.0;
        for (var i = 0; i < choices.Length; i++) upTo[i] = sum += often(choices[i], i);
        for (var i = 0; i < choices.Length; i++) upTo[i] /= sum;
    }

    /// <summary>As names of a team are met (Zipf): the tenth a tenth as often as the first.</summary>
    public static Skewed<T> ByRank(T[] choices) => new(choices, (_, rank) => 1.0 / (rank + 1));

    public T Pick(ref Dice dice) => choices[Index(dice.Share())];

    /// <summary>The choice that stands at a share of the whole.</summary>
    public int Index(double share)
    {
        var found = Array.BinarySearch(upTo, share);
        return Math.Min(found < 0 ? ~found : found + 1, choices.Length - 1);
    }
}
