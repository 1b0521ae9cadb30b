using SlackAudit.Events;
using SlackAudit.Record.Apps;

namespace SlackAudit.Tests.Record.Apps;

public sealed class AppLogTests
{
    [Fact]
    public async Task AnAppIsLookedAtWhereItIsInProductionAndNotWhereThatIsPractised()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append([.. new[] { "preprod", "acme/pre-prod", "prod2", "acme/live", "product-tests" }.Select(scope => Some.Event() with { Scope = scope })]);

        var app = await AppLog.OpenAsync(log.Questions, new AuditQuery { Apps = ["myapp"] }, default);

        Assert.Equal(["live", "prod2"], app.Scopes.Order());
    }
}
