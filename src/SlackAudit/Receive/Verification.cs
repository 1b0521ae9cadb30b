namespace SlackAudit.Receive;

/// <summary>What checking a delivery's credentials found.</summary>
public enum Verification
{
    /// <summary>It comes from somebody who knows an active secret.</summary>
    Valid,

    /// <summary>The header or address part that carries the proof is missing, empty or repeated.</summary>
    Missing,

    /// <summary>The proof is there but cannot be read as what it should be.</summary>
    Malformed,

    /// <summary>The proof is for other bytes or another secret.</summary>
    Mismatch,

    /// <summary>The signed time is too far from our clock, in either direction.</summary>
    Stale,
}
