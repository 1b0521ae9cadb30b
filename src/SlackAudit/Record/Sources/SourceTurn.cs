namespace SlackAudit.Record.Sources;

/// <summary>A change of what is told of a source. Whoever makes it records the event that tells it, in the same transaction.</summary>
/// <param name="Source">The source.</param>
/// <param name="Kind">What changes.</param>
/// <param name="At">Since when it is quiet or refused: what is set, or what was seen and ends.</param>
sealed record SourceTurn(string Source, SourceTurnKind Kind, DateTimeOffset At) : LogChange
{
    // A source without a row has nothing told of it yet.
    public const string Begin = "INSERT INTO source_states (source) SELECT @p0 WHERE NOT EXISTS (SELECT 1 FROM source_states WHERE source = @p0)";

    public static string Statement(SourceTurnKind kind) => kind switch
    {
        SourceTurnKind.Quiet =>
            "UPDATE source_states SET quiet_since = @p1 WHERE source = @p0 AND quiet_since IS NULL "
            + "AND EXISTS (SELECT 1 FROM source_health WHERE source = @p0 AND last_delivery_at = @p1)",
        SourceTurnKind.Heard => "UPDATE source_states SET quiet_since = NULL WHERE source = @p0 AND quiet_since = @p1",
        SourceTurnKind.Refused => "UPDATE source_states SET refused_since = @p1 WHERE source = @p0 AND refused_since IS NULL",
        _ => "UPDATE source_states SET refused_since = NULL WHERE source = @p0 AND refused_since = @p1",
    };

    // Not ours: another was faster, or the source was heard meanwhile.
    public override async Task<bool> TakeAsync(LogSession session)
    {
        if (Kind is SourceTurnKind.Quiet or SourceTurnKind.Refused) await session.ExecuteAsync(Begin, Source);
        return await session.ExecuteAsync(Statement(Kind), Source, At) == 1;
    }
}

/// <summary>What changes of a source.</summary>
enum SourceTurnKind
{
    Quiet,

    Heard,

    Refused,

    Accepted,
}
