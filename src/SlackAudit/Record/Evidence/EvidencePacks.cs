using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Record.Proof;

namespace SlackAudit.Record.Evidence;

/// <summary>Makes evidence packs: one file with the events of a time, how they are bound to the log's chain, and what the log may lack of that time.</summary>
public sealed class EvidencePacks(IDbContextFactory<AuditDbContext> contexts, Checkpoints checkpoints, LogVerifier verifier, LogReads reads, TimeProvider time)
{
    int making;

    /// <summary>The turn to make packs, which take minutes and room on the disk, so that one is made at a time; null while another one is made.</summary>
    public IDisposable? Begin() => Interlocked.CompareExchange(ref making, 1, 0) == 0 ? new Turn(this) : null;

    /// <summary>Makes one. That it is made is an event of the log, recorded first. Memory is flat, whatever the number of events.</summary>
    /// <param name="question">What it is of.</param>
    /// <param name="path">The file, which must not exist; beside it, temporary files need as much room again.</param>
    /// <param name="reader">Who has it made.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it; nothing is left of it then.</param>
    /// <exception cref="LogUnavailableException">It could not be recorded, so it was not made.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public async Task<EvidencePack> MakeAsync(
        EvidenceQuestion question, string path, LogReader reader, IProgress<VerifyProgress>? progress, CancellationToken cancellationToken)
    {
        await reads.RecordAsync(reader, "evidence", question.Typed, cancellationToken);
        var head = await checkpoints.TakeAsync(cancellationToken);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            EvidenceFacts facts;
            await using (var output = Create(part, FileOptions.None))
                facts = await WriteAsync(question, output, part, head, reader.Name, progress, cancellationToken);
            File.Move(part, path, overwrite: false);
            await using var made = new FileStream(path, FileMode.Open, FileAccess.Read);
            return new EvidencePack(path, facts.Events.Count, made.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(made, cancellationToken)), facts.Faults, head);
        }
        finally
        {
            File.Delete(part);
        }
    }

    async Task<EvidenceFacts> WriteAsync(
        EvidenceQuestion question, Stream output, string part, Checkpoint head, string? reader, IProgress<VerifyProgress>? progress, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // What takes long is bound by nobody's patience but the token's.
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await using var csv = Create($"{part}.csv", FileOptions.DeleteOnClose);
        await using var chain = Create($"{part}.chain", FileOptions.DeleteOnClose);
        using var zip = new EvidenceZip(output, head.TakenAt);
        var events = new EvidenceEvents(db, head.Sequence);
        await zip.AddAsync("events.ndjson", stream => events.WriteAsync(question.Query, stream, csv, chain, cancellationToken), cancellationToken);
        foreach (var (name, file) in new[] { ("events.csv", csv), ("chain.csv", chain) })
        {
            file.Position = 0;
            await zip.AddAsync(name, stream => file.CopyToAsync(stream, cancellationToken), cancellationToken);
        }
        var verdict = await verifier.VerifyAsync([new CheckpointClaim(head.Sequence, head.Hash)], payloads: false, progress, cancellationToken);
        var coverage = await EvidenceCoverage.OfAsync(db, question.Query, head.Sequence, events.Counts, time.GetUtcNow(), cancellationToken);
        var facts = new EvidenceFacts(question, head, reader, events, verdict, coverage, await CheckpointsAsync(db, events, head, cancellationToken));
        await zip.AddAsync("proof.json", EvidenceJson.Proof(facts), cancellationToken);
        await zip.AddAsync("coverage.json", EvidenceJson.Coverage(facts), cancellationToken);
        await zip.AddAsync("coverage.txt", EvidenceText.Coverage(facts), cancellationToken);
        await zip.AddAsync("CHAIN.md", EvidenceText.ChainDocument, cancellationToken);
        await zip.AddAsync("README.txt", EvidenceText.Readme(facts), cancellationToken);
        await zip.EndAsync(cancellationToken);
        return facts;
    }

    // Those taken of what is in the pack, the one that covers all of it, and that of the making.
    static async Task<IReadOnlyList<Checkpoint>> CheckpointsAsync(AuditDbContext db, EvidenceEvents events, Checkpoint head, CancellationToken cancellationToken)
    {
        if (events is not { First: { } first, Last: { } last }) return [head];
        var covering = await db.Checkpoints.Where(c => c.Sequence >= last.Id).MinAsync(c => (long?)c.Sequence, cancellationToken) ?? head.Sequence;
        var taken = await db.Checkpoints.AsNoTracking().Where(c => c.Sequence >= first.Id && c.Sequence <= covering).OrderBy(c => c.Sequence).ToListAsync(cancellationToken);
        return taken.Any(c => c.Sequence == head.Sequence) ? taken : [.. taken, head];
    }

    // What is in it only some may read.
    static FileStream Create(string path, FileOptions options)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = options };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, how);
    }

    sealed class Turn(EvidencePacks packs) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref packs.making, 0);
    }
}

/// <summary>A pack that was made.</summary>
/// <param name="Path">The file.</param>
/// <param name="Events">How many events are in it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal.</param>
/// <param name="Faults">What is wrong with the log, sentences; empty when its chain is intact.</param>
/// <param name="Checkpoint">The newest link of the chain when it was made.</param>
public sealed record EvidencePack(string Path, long Events, long Bytes, string Sha256, IReadOnlyList<string> Faults, Checkpoint Checkpoint);

/// <summary>All that is known of a pack when it is about to be ended.</summary>
sealed record EvidenceFacts(
    EvidenceQuestion Question, Checkpoint Head, string? Reader, EvidenceEvents Events, Verdict Verdict, EvidenceCoverage Coverage, IReadOnlyList<Checkpoint> Checkpoints)
{
    /// <summary>What is wrong with the log, sentences.</summary>
    public IReadOnlyList<string> Faults =>
    [
        .. Verdict.Faults.Select(fault => fault.Sentence),
        .. Events.Wrong.Select(id => FormattableString.Invariant($"Event {id} of this pack does not follow from the hash before it.")),
    ];

    /// <summary>The end of the time: a time that is not over yet ends with the making.</summary>
    public DateTimeOffset Until => Question.Query.Until is { } until && until < Head.TakenAt ? until : Head.TakenAt;

    /// <summary>Whether the time that was asked about is not over.</summary>
    public bool IsOpen => !(Question.Query.Until <= Head.TakenAt);
}
