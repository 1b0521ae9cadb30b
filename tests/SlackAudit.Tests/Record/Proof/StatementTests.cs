using SlackAudit.Record.Proof;

namespace SlackAudit.Tests.Record.Proof;

public sealed class StatementTests
{
    [Fact]
    public void TheStatementsOfVerifyAreAlsoTSql() =>
        Assert.All([ChainColumns.Select, PayloadWalk.Select, PayloadWalk.Gone, CheckpointCheck.Select, Pruned.Select, PrunedAccounts.Select], SchemaTests.AssertParses);
}
