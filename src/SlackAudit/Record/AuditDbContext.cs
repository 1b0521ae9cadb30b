using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SlackAudit.Events;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;

namespace SlackAudit.Record;

/// <summary>The tables, for schema, migrations and questions. What is written goes through <see cref="IAuditLog"/> alone.</summary>
public abstract class AuditDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Everything that was recorded.</summary>
    public DbSet<AuditEvent> Events => Set<AuditEvent>();

    /// <summary>What events refer to.</summary>
    public DbSet<Correlation> Correlations => Set<Correlation>();

    /// <summary>The kept payloads.</summary>
    public DbSet<KeptPayload> Payloads => Set<KeptPayload>();

    /// <summary>The outbox.</summary>
    public DbSet<Notification> Notifications => Set<Notification>();

    /// <summary>When each source was last heard.</summary>
    public DbSet<SourceHealth> SourceHealth => Set<SourceHealth>();

    /// <summary>The newest link of the chain, one row.</summary>
    public DbSet<ChainHead> ChainHead => Set<ChainHead>();

    /// <summary>What the newest link was at some instants.</summary>
    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();

    /// <summary>The gaps that pruned events have left.</summary>
    public DbSet<PrunedRange> PrunedRanges => Set<PrunedRange>();

    /// <summary>Which names belong to which person, beside what the settings say.</summary>
    public DbSet<IdentityLink> Identities => Set<IdentityLink>();

    /// <summary>What came from each source in which hour.</summary>
    public DbSet<SourceHour> SourceHours => Set<SourceHour>();

    /// <summary>What was told of each source and still holds.</summary>
    public DbSet<SourceState> SourceStates => Set<SourceState>();

    /// <summary>How many deliveries of each source were refused for which reason.</summary>
    public DbSet<RefusedDeliveries> SourceRefusals => Set<RefusedDeliveries>();

    /// <summary>The rules that people made in Slack.</summary>
    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    /// <summary>What is not told for a while.</summary>
    public DbSet<Mute> Mutes => Set<Mute>();

    /// <summary>What people answered when they were asked whether something was them.</summary>
    public DbSet<Confirmation> Confirmations => Set<Confirmation>();

    /// <summary>The questions that people saved under a name.</summary>
    public DbSet<SavedQuestion> SavedQuestions => Set<SavedQuestion>();

    /// <summary>The collation for texts that must compare and sort by code point; null where the engine does so anyway.</summary>
    protected abstract string? ExactCollation { get; }

    /// <summary>Asks for the size of the database in bytes, as <c>Value</c>.</summary>
    internal abstract string SizeSql { get; }

    /// <summary>When calls of Slack may be made next.</summary>
    public DbSet<SendingTurn> SendingTurns => Set<SendingTurn>();

    /// <summary>A condition that events on the way are held against, and that leads no engine to another way.</summary>
    internal virtual Expression<Func<AuditEvent, bool>> Aside(Expression<Func<AuditEvent, bool>> condition) => condition;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Outcome>().HaveConversion<OutcomeWord>().HaveMaxLength(10);
        configurationBuilder.Properties<ActorTrust>().HaveConversion<TrustWord>().HaveMaxLength(10);
        configurationBuilder.Properties<NotificationState>().HaveConversion<StateWord>().HaveMaxLength(10);
        configurationBuilder.Properties<NotificationAbout>().HaveConversion<AboutWord>().HaveMaxLength(10);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AuditEvent>(Map);
        modelBuilder.Entity<Notification>(Map);
        modelBuilder.Entity<Correlation>(entity =>
        {
            entity.ToTable("correlations");
            entity.HasKey(c => new { c.ReferenceKey, c.OccurredAt, c.EventId });
            entity.HasIndex(c => c.EventId);
        });
        modelBuilder.Entity<KeptPayload>(entity =>
        {
            entity.ToTable("payloads");
            entity.Property(p => p.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<SourceHealth>(entity =>
        {
            entity.ToTable("source_health");
            entity.HasKey(s => s.Source);
            entity.Property(s => s.Source).HasMaxLength(100).UseExact(ExactCollation);
            entity.Property(s => s.LastRefusedReason).HasMaxLength(500);
        });
        modelBuilder.Entity<SourceHour>(entity =>
        {
            entity.ToTable("source_hours");
            entity.HasKey(h => new { h.Source, h.HourAt });
            entity.Property(h => h.Source).HasMaxLength(100).UseExact(ExactCollation);
            entity.HasIndex(h => h.HourAt);
        });
        modelBuilder.Entity<SourceState>(entity =>
        {
            entity.ToTable("source_states");
            entity.HasKey(s => s.Source);
            entity.Property(s => s.Source).HasMaxLength(100).UseExact(ExactCollation);
        });
        modelBuilder.Entity<RefusedDeliveries>(entity =>
        {
            entity.ToTable("source_refusals");
            entity.HasKey(r => new { r.Source, r.Reason });
            entity.Property(r => r.Source).HasMaxLength(100).UseExact(ExactCollation);
            entity.Property(r => r.Reason).HasMaxLength(50).UseExact(ExactCollation);
            entity.Property(r => r.Sentence).HasMaxLength(500);
        });
        modelBuilder.Entity<ChainHead>(entity =>
        {
            entity.ToTable("chain_head");
            entity.Property(h => h.Id).ValueGeneratedNever();
            entity.Property(h => h.Hash).HasMaxLength(32).IsFixedLength();
            entity.HasData(new ChainHead());
        });
        modelBuilder.Entity<Checkpoint>(entity =>
        {
            entity.ToTable("checkpoints");
            entity.HasKey(c => c.Sequence);
            entity.Property(c => c.Sequence).ValueGeneratedNever();
            entity.Property(c => c.Hash).HasMaxLength(32).IsFixedLength();
        });
        modelBuilder.Entity<PrunedRange>(entity =>
        {
            entity.ToTable("pruned_ranges");
            entity.HasKey(r => r.FirstId);
            entity.Property(r => r.FirstId).ValueGeneratedNever();
            entity.Property(r => r.Hash).HasMaxLength(32).IsFixedLength();
            entity.HasIndex(r => r.NewestAt);
        });
        modelBuilder.Entity<IdentityLink>(entity =>
        {
            entity.ToTable("identities");
            entity.HasKey(link => new { link.Source, link.Name });
            entity.Property(link => link.Source).HasMaxLength(100).UseExact(ExactCollation);
            entity.Property(link => link.Name).HasMaxLength(256).UseExact(ExactCollation);
            entity.Property(link => link.Person).HasMaxLength(100);
            entity.Property(link => link.LinkedBy).HasMaxLength(256);
        });
        modelBuilder.Entity<Subscription>(entity =>
        {
            entity.ToTable("subscriptions");
            entity.HasKey(s => s.Name);
            entity.Property(s => s.Name).HasMaxLength(100).UseExact(ExactCollation);
            entity.Property(s => s.Question).HasMaxLength(1000).UseExact(ExactCollation);
            entity.Property(s => s.Channel).HasMaxLength(100).UseExact(ExactCollation);
            entity.Property(s => s.QuietHours).HasMaxLength(100).UseExact(ExactCollation);
            entity.Property(s => s.MadeBy).HasMaxLength(256);
        });
        modelBuilder.Entity<Mute>(entity =>
        {
            entity.ToTable("mutes");
            entity.Property(m => m.Id).HasMaxLength(32).UseExact(ExactCollation);
            entity.Property(m => m.Rule).HasMaxLength(100).UseExact(ExactCollation);
            entity.Property(m => m.Question).HasMaxLength(1000).UseExact(ExactCollation);
            entity.Property(m => m.Reason).HasMaxLength(300).UseExact(ExactCollation);
            entity.Property(m => m.MutedBy).HasMaxLength(256);
        });
        modelBuilder.Entity<Confirmation>(entity =>
        {
            entity.ToTable("confirmations");
            entity.HasKey(c => c.EventId);
            entity.Property(c => c.EventId).ValueGeneratedNever();
            entity.Property(c => c.Answer).HasMaxLength(20).UseExact(ExactCollation);
            entity.Property(c => c.AnsweredBy).HasMaxLength(256);
            entity.Property(c => c.Reason).HasMaxLength(500).UseExact(ExactCollation);
        });
        modelBuilder.Entity<SavedQuestion>(entity =>
        {
            entity.ToTable("saved_questions");
            entity.HasKey(s => s.Name);
            entity.Property(s => s.Name).HasMaxLength(100).UseExact(ExactCollation);
            entity.Property(s => s.Question).HasMaxLength(1000).UseExact(ExactCollation);
            entity.Property(s => s.SlackUser).HasMaxLength(50).UseExact(ExactCollation);
            entity.Property(s => s.SavedBy).HasMaxLength(256);
        });
        modelBuilder.Entity<SendingTurn>(entity =>
        {
            entity.ToTable("sending_turns");
            entity.HasKey(t => t.Name);
            entity.Property(t => t.Name).HasMaxLength(120).UseExact(ExactCollation);
            entity.Property(t => t.TakenFor).HasMaxLength(60);
        });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(SnakeCase(property.Name));
    }

    void Map(EntityTypeBuilder<AuditEvent> entity)
    {
        entity.ToTable("events");
        entity.Property(e => e.Id).ValueGeneratedNever();
        entity.Property(e => e.Source).HasMaxLength(100).UseExact(ExactCollation);
        entity.Property(e => e.SourceEventId).HasMaxLength(200).UseExact(ExactCollation);
        entity.Property(e => e.Action).HasMaxLength(100).UseExact(ExactCollation);
        entity.Property(e => e.ActionRoot).HasMaxLength(100).UseExact(ExactCollation);
        entity.Property(e => e.SourceAction).HasMaxLength(200);
        entity.Property(e => e.TargetType).HasMaxLength(100);
        entity.Property(e => e.Summary).HasMaxLength(1000).UseExact(ExactCollation);
        entity.Property(e => e.Url).HasMaxLength(2000);
        entity.Property(e => e.ClientAddress).HasMaxLength(100);
        entity.Property(e => e.Correlation).HasMaxLength(References.LongestText).UseExact(ExactCollation);
        entity.Property(e => e.Hash).HasMaxLength(32).IsFixedLength();
        entity.Property(e => e.PayloadDigest).HasMaxLength(32).IsFixedLength();
        foreach (var name in new[] { nameof(AuditEvent.Actor), nameof(AuditEvent.App), nameof(AuditEvent.Target), nameof(AuditEvent.Scope) })
        {
            entity.Property(name).HasMaxLength(256).UseExact(ExactCollation);
            entity.Property(name + "Key").HasMaxLength(256).UseExact(ExactCollation);
            entity.Property(name + "Path").HasMaxLength(256).UseExact(ExactCollation);
        }
        entity.HasIndex(e => new { e.Source, e.SourceEventId }).IsUnique();
        // What follows the time is what events on the way are mostly held against or counted by, so that they need not be looked up.
        entity.HasIndex(e => new { e.AppKey, e.OccurredAt, e.ActionRoot });
        entity.HasIndex(e => new { e.TargetKey, e.OccurredAt, e.ActionRoot });
        entity.HasIndex(e => new { e.ActorKey, e.OccurredAt, e.ActionRoot });
        entity.HasIndex(e => new { e.ActionRoot, e.OccurredAt, e.Outcome, e.AppKey, e.AppPath });
        entity.HasIndex(e => new { e.OccurredAt, e.Sensitive, e.Outcome, e.Source });
    }

    void Map(EntityTypeBuilder<Notification> entity)
    {
        entity.ToTable("notifications");
        entity.Property(n => n.Key).HasMaxLength(300).UseExact(ExactCollation);
        entity.Property(n => n.Rule).HasMaxLength(100);
        entity.Property(n => n.Channel).HasMaxLength(100).UseExact(ExactCollation);
        entity.Property(n => n.Reason).HasMaxLength(500);
        entity.Property(n => n.SlackChannel).HasMaxLength(50);
        entity.Property(n => n.SlackTs).HasMaxLength(50);
        entity.Property(n => n.Kind).HasMaxLength(200).UseExact(ExactCollation);
        entity.Property(n => n.Thing).HasMaxLength(300).UseExact(ExactCollation);
        entity.HasIndex(n => n.Key).IsUnique();
        entity.HasIndex(n => new { n.State, n.Channel, n.Id });
        entity.HasIndex(n => new { n.Channel, n.Id });
        entity.HasIndex(n => n.EventId);
        entity.HasIndex(n => new { n.Channel, n.Thing, n.Id });
        entity.HasIndex(n => new { n.Channel, n.Kind, n.Id });
        entity.HasIndex(n => n.PartOf);
        entity.HasIndex(n => n.EditDueAt);
    }

    static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    sealed class OutcomeWord() : ValueConverter<Outcome, string>(value => Words.Of(value), word => Words.ToOutcome(word));

    sealed class TrustWord() : ValueConverter<ActorTrust, string>(value => Words.Of(value), word => Words.ToTrust(word));

    sealed class AboutWord() : ValueConverter<NotificationAbout, string>(value => Outbox.Word(value), word => Outbox.About(word));

    sealed class StateWord() : ValueConverter<NotificationState, string>(value => Outbox.Word(value), word => Outbox.State(word));
}

static class ExactText
{
    public static void UseExact(this PropertyBuilder property, string? collation)
    {
        if (collation is not null) property.UseCollation(collation);
    }
}
