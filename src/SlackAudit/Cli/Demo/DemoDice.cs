namespace SlackAudit.Cli.Demo;

/// <summary>Chance that falls the same way for the same seed, and the numbers that count on.</summary>
sealed class DemoDice(int seed)
{
    readonly Random random = new(seed);
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    public bool Chance(double probability) => random.NextDouble() < probability;

    public double Between(double least, double most) => least + (random.NextDouble() * (most - least));

    /// <summary>A whole number, both ends included.</summary>
    public int Whole(int least, int most) => random.Next(least, most + 1);

    /// <summary>A commit's name.</summary>
    public string Sha() => random.GetHexString(40, lowercase: true);

    /// <summary>A name such as racks give to builds (<c>B...</c>) and releases (<c>R...</c>).</summary>
    public string Id(char kind) => kind + random.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 9);

    /// <summary>The next number of a count that begins somewhere.</summary>
    public int Next(string count, int first) => numbers[count] = numbers.TryGetValue(count, out var last) ? last + 1 : first;
}
