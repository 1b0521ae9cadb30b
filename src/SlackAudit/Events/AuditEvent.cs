namespace SlackAudit.Events;

/// <summary>One thing somebody did, recorded once and for good.</summary>
/// <remarks>All text is untrusted data from a sender: cleaned by the log, escaped by whoever shows it.</remarks>
public sealed record AuditEvent
{
    /// <summary>The event's place in the log, 1 for the first, without gaps; 0 until the log has recorded it.</summary>
    public long Id { get; init; }

    /// <summary>The configured name of the system that told us, such as <c>github</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The source's own id of this event; unique together with <see cref="Source"/>.</summary>
    public required string SourceEventId { get; init; }

    /// <summary>What was done, in the words of <see cref="Actions"/>, dotted from wide to narrow.</summary>
    public required string Action { get; init; }

    /// <summary>The same in the source's own words, such as <c>release:promote</c>.</summary>
    public string? SourceAction { get; init; }

    /// <summary>Who did it; null when the source does not say.</summary>
    public string? Actor { get; init; }

    /// <summary>How far the source can be believed about <see cref="Actor"/>.</summary>
    public ActorTrust ActorTrust { get; init; }

    /// <summary>The application it was about, such as <c>myapp</c> or <c>acme/myapp</c>.</summary>
    public string? App { get; init; }

    /// <summary>What it was done to, if not the app itself: <c>prod-db</c>, <c>i-0abc</c>, <c>R123</c>.</summary>
    public string? Target { get; init; }

    /// <summary>What kind of thing <see cref="Target"/> is, such as <c>release</c> or <c>branch</c>.</summary>
    public string? TargetType { get; init; }

    /// <summary>Where that lives: the rack, cluster, account or environment, such as <c>production</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>How it went.</summary>
    public Outcome Outcome { get; init; } = Outcome.Unknown;

    /// <summary>Whether somebody should look at this one even if it is routine.</summary>
    public bool Sensitive { get; init; }

    /// <summary>When it happened, by the source's clock, in UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the log recorded it, by our clock, in UTC; set only by the log.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>The network address of whoever did it, where the source says so.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>One line that a colleague would write about it. Plain text, never markup.</summary>
    public required string Summary { get; init; }

    /// <summary>Where to look at it in the source, an absolute https address.</summary>
    public string? Url { get; init; }

    /// <summary>What it refers to, by which events become one story; see <see cref="References"/>. Null for nothing.</summary>
    public string? Correlation { get; init; }

    /// <summary>The kept payload that this event was read from; null for events that came without one.</summary>
    public long? PayloadId { get; init; }

    /// <summary>SHA-256 over the kept (redacted, uncompressed) payload, so that the chain covers it and survives its pruning.</summary>
    public byte[]? PayloadDigest { get; init; }

    /// <summary>SHA-256 over this event's canonical bytes and the hash before it; empty until recorded.</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>The widest part of <see cref="Action"/>, which questions seek by.</summary>
    public string ActionRoot { get => Actions.Root(Action); private init { } }

    /// <summary><see cref="App"/> as questions compare it: its last segment, folded.</summary>
    public string? AppKey { get => Names.Key(App); private init { } }

    /// <summary><see cref="App"/> whole and folded; null where it equals <see cref="AppKey"/>.</summary>
    public string? AppPath { get => Names.Path(App); private init { } }

    /// <summary><see cref="Target"/> as questions compare it: its last segment, folded.</summary>
    public string? TargetKey { get => Names.Key(Target); private init { } }

    /// <summary><see cref="Target"/> whole and folded; null where it equals <see cref="TargetKey"/>.</summary>
    public string? TargetPath { get => Names.Path(Target); private init { } }

    /// <summary><see cref="Actor"/> as questions compare it: its last segment, or the part before the @, folded.</summary>
    public string? ActorKey { get => Names.Key(Actor); private init { } }

    /// <summary><see cref="Actor"/> whole and folded; null where it equals <see cref="ActorKey"/>.</summary>
    public string? ActorPath { get => Names.Path(Actor); private init { } }

    /// <summary><see cref="Scope"/> as questions compare it: its last segment, folded.</summary>
    public string? ScopeKey { get => Names.Key(Scope); private init { } }

    /// <summary><see cref="Scope"/> whole and folded; null where it equals <see cref="ScopeKey"/>.</summary>
    public string? ScopePath { get => Names.Path(Scope); private init { } }
}
