namespace SlackAudit.Benchmarks.Generated;

/// <summary>Chance that falls the same way in every run: a seed, and for each throw the next number of its sequence (SplitMix64).</summary>
struct Dice(ulong seed)
{
    // Mixed, since the sequences of neighbouring seeds would overlap otherwise.
    ulong state = Mixed(seed);

    public ulong Next() => Mixed(state += 0x9E3779B97F4A7C15);

    static ulong Mixed(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    /// <summary>From 0 up to, without, <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>From 0 up to, without, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public T Of<T>(T[] choices) => choices[Below(choices.Length)];

    /// <summary>So many hexadecimal digits, as commits and ids have them.</summary>
    public string Hex(int digits)
    {
        Span<char> text = stackalloc char[digits];
        for (var i = 0; i < digits; i += 16)
            (Next().ToString("x16", null).AsSpan())[..Math.Min(16, digits - i)].CopyTo(text[i..]);
        return new string(text);
    }
}
