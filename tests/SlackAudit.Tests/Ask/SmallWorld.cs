using SlackAudit.Events;

namespace SlackAudit.Tests.Ask;

/// <summary>A few days of a small team, told so that each question of the README has an answer that can be counted by hand.</summary>
static class SmallWorld
{
    /// <summary>Monday 2 March 2026, 14:03 UTC, is now.</summary>
    public static readonly AuditEvent[] Events =
    [
        At(-20 * 24, Actions.Deploy, "myapp", "bob", "bob promoted R1 of myapp"),
        At(-6 * 24, Actions.Db, "shop", "alice", "alice dumped prod-db") with { Target = "prod-db", Scope = "production", Sensitive = true },
        At(-5 * 24, Actions.Db, "shop", "carol", "carol reached prod-db") with { Target = "prod-db", Scope = "production" },
        At(-5 * 24, Actions.Db, "shop", "alice", "alice reached prod-db") with { Target = "prod-db", Scope = "production" },
        At(-3 * 24, Actions.Deploy, "shop", "bob", "bob promoted R2 of shop") with { Outcome = Outcome.Failure },
        At(-30, Actions.Exec, "myapp", "bob", "bob ran psql in production") with { Scope = "production", Sensitive = true },
        At(-20, Actions.Exec, "myapp", "bob", "bob ran ls in production") with { Scope = "production" },
        // 03:03 UTC is still Sunday, 22:03, in New York.
        At(-11, Actions.Deploy, "myapp", "alice", "alice promoted R3 of myapp"),
        At(-4, Actions.Deploy, "acme/myapp", "alice@example.com", "alice promoted R4 of myapp: rollback") with
        {
            SourceAction = "release:promote", Target = "R4", TargetType = "release", Scope = "production", ActorTrust = ActorTrust.Verified,
            ClientAddress = "203.0.113.7", Url = "https://console.example.com/R4",
        },
        At(-3, Actions.Exec, "shop", "carol", "carol ran a shell in staging") with { Scope = "staging" },
        At(-2, Actions.Deploy, "shop", "bob", "bob promoted R5 of shop") with { Outcome = Outcome.Failure },
        At(-1, Actions.Secret, "shop", "carol", "carol read the payment key") with { Sensitive = true },
    ];

    static AuditEvent At(double hours, string action, string app, string actor, string summary) =>
        Some.Event(action, app, actor) with { OccurredAt = Some.Now.AddHours(hours), Summary = summary };
}
