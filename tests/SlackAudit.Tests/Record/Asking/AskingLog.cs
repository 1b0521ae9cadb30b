using SlackAudit.Record.Asking;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Tests.Record.Asking;

/// <summary>Ways to ask a test's log.</summary>
static class AskingLog
{
    /// <summary>Questions with other limits, and with the index of texts where the engine has one.</summary>
    public static SlackAudit.Record.Questions Within(this TestLog log, Limits limits, TimeProvider? time = null) =>
        new(log.Contexts, time ?? TimeProvider.System, log.Maybe<SqliteTextIndex>(), limits);

    public static async Task<List<long>> AllPages(this SlackAudit.Record.Questions questions, SlackAudit.Events.AuditQuery query, int size, Action<SlackAudit.Record.Answer>? each = null)
    {
        var ids = new List<long>();
        SlackAudit.Record.PageStart? from = null;
        do
        {
            var page = await questions.AskAsync(query, TimeZoneInfo.Utc, size, from, default);
            each?.Invoke(page);
            ids.AddRange(page.Events.Select(e => e.Id));
            from = page.Older;
        }
        while (from is not null);
        return ids;
    }
}
