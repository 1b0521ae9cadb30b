using SlackAudit.Events;

namespace SlackAudit.Record.Messages;

/// <summary>A turn to call Slack, taken of one or several limits.</summary>
/// <param name="Limits">The limits; what the first was taken for last is known.</param>
/// <param name="For">What it is taken for: whoever takes it for the same shares it.</param>
/// <param name="Now">Now.</param>
sealed record TurnTaken(IReadOnlyList<SendingLimit> Limits, string For, DateTimeOffset Now) : LogChange
{
    public const string Read = "SELECT next_at, turn_at, taken_for FROM sending_turns WHERE name = @p0";

    public const string Update = "UPDATE sending_turns SET next_at = @p1, turn_at = @p2, taken_for = @p3 WHERE name = @p0";

    public const string Insert = "INSERT INTO sending_turns (name, next_at, turn_at, taken_for) VALUES (@p0, @p1, @p2, @p3)";

    /// <summary>What is done in the same transaction; where that is not ours to do, no turn is taken, and none that is not there at once.</summary>
    public LogChange? With { get; init; }

    /// <summary>When the turn is.</summary>
    public DateTimeOffset At { get; private set; }

    public override async Task<bool> TakeAsync(LogSession session)
    {
        var rows = new List<SendingTurn?>();
        foreach (var limit in Limits) rows.Add(await FindAsync(session, limit.Name));
        if (rows[0] is { } last && last.TakenFor == For && With is null)
        {
            At = Instants.FromMicroseconds(last.TurnAt);
            return true;
        }
        var turns = Limits.Zip(rows, (limit, row) => limit.Take(row is null ? null : Instants.FromMicroseconds(row.NextAt), Now)).ToList();
        At = turns.Max(turn => turn.Turn);
        if (With is not null && (At > Now || !await With.TakeAsync(session))) return false;
        foreach (var (limit, turn) in Limits.Zip(turns))
        {
            object[] values = [limit.Name, Instants.ToMicroseconds(turn.Next), Instants.ToMicroseconds(At), For];
            if (await session.ExecuteAsync(Update, values) == 0) await session.ExecuteAsync(Insert, values);
        }
        return true;
    }

    static async Task<SendingTurn?> FindAsync(LogSession session, string name)
    {
        await using var command = session.Command(Read, name);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? new SendingTurn { Name = name, NextAt = reader.GetInt64(0), TurnAt = reader.GetInt64(1), TakenFor = reader.GetString(2) } : null;
    }
}

/// <summary>There is no turn of a limit before an instant, because Slack says so.</summary>
/// <param name="Limit">The limit, of which a turn was taken before.</param>
/// <param name="Until">The instant.</param>
sealed record TurnsRest(SendingLimit Limit, DateTimeOffset Until) : LogChange
{
    public const string Statement = "UPDATE sending_turns SET next_at = @p1 WHERE name = @p0 AND next_at < @p2";

    public override async Task<bool> TakeAsync(LogSession session)
    {
        var next = Instants.ToMicroseconds(Limit.Rested(Until));
        return await session.ExecuteAsync(Statement, Limit.Name, next, next) == 1;
    }
}
