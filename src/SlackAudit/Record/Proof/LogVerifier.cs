using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record.Proof;

/// <summary>
/// Proves the log, or finds what was done to it: every event held against the hash before it, the columns that questions seek by against
/// the names, the newest event against the head of the chain, checkpoints and kept payloads against the events.
/// </summary>
public sealed class LogVerifier(IDbContextFactory<AuditDbContext> contexts)
{
    internal int EventsInAStretch { get; init; } = 20_000;

    internal int PayloadsInAStretch { get; init; } = 2_000;

    // More than eight would only wait for the same database.
    internal int Workers { get; init; } = Math.Min(Environment.ProcessorCount, 8);

    /// <summary>Walks the whole log. It may be written meanwhile; what is recorded after the beginning is left out.</summary>
    /// <param name="claims">Checkpoints that were kept elsewhere.</param>
    /// <param name="payloads">Whether the kept payloads are read too.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DbException">The database does not answer or lacks the log's tables.</exception>
    public async Task<Verdict> VerifyAsync(
        IReadOnlyList<CheckpointClaim> claims, bool payloads, IProgress<VerifyProgress>? progress, CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        LogEdges edges;
        int checkpoints;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            var connection = db.Database.GetDbConnection();
            edges = LogEdges.Read(connection);
            faults.AddRange(edges.Faults);
            var check = new CheckpointCheck(connection);
            faults.AddRange(check.Stored());
            faults.AddRange(claims.Select(check.Claimed).OfType<Fault>());
            checkpoints = check.Checked;
        }

        var stretches = new Stretches(contexts, Workers);
        var steps = edges.Last * (payloads ? 2 : 1);
        var step = 0L;
        void Done(long ids) => progress?.Report(new VerifyProgress(Interlocked.Add(ref step, ids), steps));

        if (await stretches.FirstFaultAsync(edges.Last, EventsInAStretch, Events, Done, cancellationToken) is { } broken) faults.Add(broken);
        var walked = 0L;
        if (payloads && await stretches.FirstFaultAsync(edges.Last, PayloadsInAStretch, Payloads, Done, cancellationToken) is { } spoilt) faults.Add(spoilt);
        return new Verdict
        {
            Events = edges.Last,
            Hash = Convert.ToHexStringLower(edges.Hash),
            Checkpoints = checkpoints,
            Payloads = walked,
            Faults = [.. faults.DistinctBy(fault => fault.Sentence).OrderBy(fault => fault.EventId)],
        };

        Func<long, long, Fault?> Events(DbConnection connection)
        {
            var walk = new ChainWalk(connection);
            return (first, end) => walk.Walk(first, end, cancellationToken);
        }

        Func<long, long, Fault?> Payloads(DbConnection connection)
        {
            var walk = new PayloadWalk(connection);
            return (first, end) =>
            {
                var before = walk.Walked;
                var fault = walk.Walk(first, end, cancellationToken);
                Interlocked.Add(ref walked, walk.Walked - before);
                return fault;
            };
        }
    }
}

/// <summary>How far a verification is.</summary>
/// <param name="Done">The steps that are done.</param>
/// <param name="Total">All steps.</param>
public readonly record struct VerifyProgress(long Done, long Total);
