using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using SlackAudit.Receive;
using SlackAudit.Receive.GitHub;
using SlackAudit.Record;
using SlackAudit.Record.Redaction;
using Spectre.Console;

namespace SlackAudit.Benchmarks.Receiving;

/// <summary>What each step of a delivery costs on one core before the log has it.</summary>
static class StepCosts
{
    static readonly TimeSpan Length = TimeSpan.FromMilliseconds(600);

    public static void Print(Pushes pushes)
    {
        var source = new GitHubSource();
        var deliveries = pushes.Bodies.Select(Delivery).ToList();
        var readings = deliveries.Select(source.Read).ToList();
        var table = new Table().Title("microseconds a delivery");
        table.AddColumns("verify", "read", "redact its payload", "redact its event", "compress");
        table.AddRow(
            Cost(i => source.Verify(deliveries[i], [Pushes.Secret])),
            Cost(i => source.Read(deliveries[i])),
            Cost(i => Redact.Json(readings[i].Payload)),
            Cost(i => Redact.Event(readings[i].Events[0])),
            Cost(i => PayloadCompression.Compress(readings[i].Payload.Span)));
        AnsiConsole.Write(table);

        string Cost(Action<int> step)
        {
            // The first half is for the compiler.
            Run(step, Length);
            return Run(step, Length).ToString("N1", CultureInfo.InvariantCulture);
        }

        double Run(Action<int> step, TimeSpan length)
        {
            var began = Stopwatch.GetTimestamp();
            var count = 0;
            while (Stopwatch.GetElapsedTime(began) < length) step(count++ % deliveries.Count);
            return Stopwatch.GetElapsedTime(began).TotalMicroseconds / count;
        }
    }

    static WebhookDelivery Delivery(byte[] body) => new()
    {
        Source = "github",
        Headers = new HeaderDictionary
        {
            ["X-GitHub-Event"] = "push",
            ["X-GitHub-Delivery"] = Guid.NewGuid().ToString(),
            ["X-Hub-Signature-256"] = Pushes.Signature(body),
        },
        Body = body,
        ReceivedAt = DateTimeOffset.UtcNow,
    };
}
