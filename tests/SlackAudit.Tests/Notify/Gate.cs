using Microsoft.AspNetCore.Http;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify;

/// <summary>Holds back one answer of Slack, which has the message already, until a test lets it go.</summary>
sealed class Gate
{
    readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StandInAnswer Answer => new(true, async context =>
    {
        await open.Task;
        await context.Response.WriteAsync("""{"ok":true,"channel":"C0GATE","ts":"1.1"}""");
    });

    public void Open() => open.SetResult();
}
