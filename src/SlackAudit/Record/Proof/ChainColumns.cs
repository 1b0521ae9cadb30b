namespace SlackAudit.Record.Proof;

/// <summary>The columns that <c>verify</c> reads of an event: those of the canonical bytes in their order, then what is held against them.</summary>
static class ChainColumns
{
    public static readonly (string Name, ColumnKind Kind)[] Canonical =
    [
        ("id", ColumnKind.Number),
        ("source", ColumnKind.Text),
        ("source_event_id", ColumnKind.Text),
        ("action", ColumnKind.Text),
        ("source_action", ColumnKind.Text),
        ("actor", ColumnKind.Text),
        ("actor_trust", ColumnKind.Text),
        ("app", ColumnKind.Text),
        ("target", ColumnKind.Text),
        ("target_type", ColumnKind.Text),
        ("scope", ColumnKind.Text),
        ("outcome", ColumnKind.Text),
        ("sensitive", ColumnKind.Flag),
        ("occurred_at", ColumnKind.Time),
        ("recorded_at", ColumnKind.Time),
        ("client_address", ColumnKind.Text),
        ("summary", ColumnKind.Text),
        ("url", ColumnKind.Text),
        ("payload_digest", ColumnKind.Bytes),
        ("correlation", ColumnKind.Text),
    ];

    /// <summary>Every column that is read, in order.</summary>
    public static readonly string[] All =
    [
        .. Canonical.Select(column => column.Name), "hash", "payload_id", "action_root",
        "actor_key", "actor_path", "app_key", "app_path", "target_key", "target_path", "scope_key", "scope_path",
    ];

    /// <summary>The names that questions compare, each with the columns of its key and path.</summary>
    public static readonly (int Name, int Key, int Path)[] Keyed =
        [.. new[] { "actor", "app", "target", "scope" }.Select(name => (Of(name), Of(name + "_key"), Of(name + "_path")))];

    public static readonly int Action = Of("action");
    public static readonly int ActionRoot = Of("action_root");
    public static readonly int Hash = Of("hash");
    public static readonly int PayloadId = Of("payload_id");
    public static readonly int PayloadDigest = Of("payload_digest");
    public static readonly int OccurredAt = Of("occurred_at");
    public static readonly int Correlation = Of("correlation");

    /// <summary>The events of a stretch, in order.</summary>
    public static readonly string Select = $"SELECT {string.Join(", ", All)} FROM events WHERE id >= @first AND id < @end ORDER BY id";

    static int Of(string name) => Array.IndexOf(All, name);
}

/// <summary>How a column is written into canonical bytes.</summary>
enum ColumnKind
{
    Number,
    Text,
    Flag,
    Time,
    Bytes,
}
