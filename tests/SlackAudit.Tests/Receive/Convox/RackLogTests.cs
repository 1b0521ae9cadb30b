using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.Convox;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Convox;

/// <summary>A rack's log, as CloudWatch Logs and Firehose bring it.</summary>
public sealed class RackLogTests
{
    const string Exec = """id=8d3ec85dc324 ns=api at=ProcessExec method="GET" path="/apps/myapp/processes/4f1a/exec" response=200 elapsed=61000.5""";
    const string Command = """ns=provider.aws at=ProcessExec app="myapp" pid="4f1a" command="psql -c \"select 'hunter2'\"" state=success elapsed=60000.5""";
    const string Run = """id=8d3ec85dc326 ns=api at=ProcessRun method="POST" path="/apps/myapp/services/web/processes" response=200 elapsed=2.0""";
    const string RunFailed = """id=8d3ec85dc326 ns=api at=ProcessRun method="POST" path="/apps/myapp/services/web/processes" code=404 state=error error="no such service" location="x.go:1" elapsed=2.0""";

    static readonly DateTimeOffset LoggedAt = new(2026, 3, 2, 14, 3, 0, TimeSpan.Zero);

    static string Payload(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Receive", "Convox", "Payloads", name));

    public static byte[] Zip(string text)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return zipped.ToArray();
    }

    public static string Batch(params byte[][] records) => new JsonObject
    {
        ["requestId"] = "ed4acda5-034f-9f42-bba1-f29aea6d7d8f",
        ["timestamp"] = 1578090901599,
        ["records"] = new JsonArray([.. records.Select(data => new JsonObject { ["data"] = Convert.ToBase64String(data) })]),
    }.ToJsonString();

    public static string Log(params (string Id, string Message)[] events) => new JsonObject
    {
        ["messageType"] = "DATA_MESSAGE",
        ["owner"] = "111122223333",
        ["logGroup"] = "production-LogGroup-1ABCDEFGHIJ2",
        ["logStream"] = "service/web/a55eb25e",
        ["subscriptionFilters"] = new JsonArray("slackaudit"),
        ["logEvents"] = new JsonArray([.. events.Select(e => new JsonObject { ["id"] = e.Id, ["timestamp"] = LoggedAt.ToUnixTimeMilliseconds(), ["message"] = e.Message })]),
    }.ToJsonString();

    static Reading Read(string body, bool recordReads = false) => new ConvoxSource().Read(Posted.To("convox", body) with { RecordReads = recordReads });

    static Reading Logged(params string[] messages) => Read(Batch(Zip(Log([.. messages.Select((message, i) => ($"3{i}", message))]))));

    [Fact]
    public void EveryLineIsReadAsExpected()
    {
        var lines = Payload("rack.log").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Logged(line).Events is { Count: > 0 } events ? ConvoxReadingTests.Line(Assert.Single(events)) : "nothing");

        Assert.Equal(Payload("rack.expected.txt").TrimEnd('\n'), string.Join('\n', lines));
    }

    [Fact]
    public void ALineIsKnownByItsIdInCloudWatchAndItsTimeThere()
    {
        var read = Assert.Single(Logged(Exec).Events);

        Assert.Equal(("log/30", LoggedAt, "session:production/8d3ec85dc324"), (read.SourceEventId, read.OccurredAt, read.Correlation));
    }

    [Fact]
    public void TheLinesOfOneCallAreOneEvent()
    {
        var reading = Logged(Command, Exec, Run, RunFailed);

        Assert.Equal(
        [
            ("log/31", Outcome.Success, "command psql ... in process 4f1a of myapp on production succeeded after 1 min 1 s"),
            ("log/32", Outcome.Failure, "one-off process of service web of myapp on production failed (404)"),
        ], reading.Events.Select(e => (e.SourceEventId, e.Outcome, e.Summary)));
        Assert.Equal(Outcome.Failure, Assert.Single(Logged(Command.Replace("state=success", "state=error", StringComparison.Ordinal), Exec).Events).Outcome);
        Assert.Equal(4, Logged(Exec, Exec.Replace("324", "325", StringComparison.Ordinal), Command, Command.Replace("4f1a", "5f1a", StringComparison.Ordinal)).Events.Count);
    }

    [Fact]
    public void ACommandsArgumentsAndTheLinesOfOthersAreNotKept()
    {
        var kept = Encoding.UTF8.GetString(Logged("ns=workers tick", Command, Exec, Run, RunFailed).Payload.Span);

        Assert.Contains("psql ...", kept, StringComparison.Ordinal);
        Assert.Contains("no such service", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("tick", kept, StringComparison.Ordinal);
        Assert.True(Logged("ns=workers tick").Payload.IsEmpty);
    }

    [Fact]
    public void FirehoseIsAnsweredAsItWaitsForAndBelievedByItsKey()
    {
        foreach (var body in (string[])[Batch(Zip(Log(("1", Exec)))), Batch(Zip("""{"messageType":"CONTROL_MESSAGE","logEvents":[{"id":"1","message":"CWL CONTROL MESSAGE"}]}""")), Batch()])
        {
            var answer = JsonDocument.Parse(Read(body).Answer).RootElement;
            Assert.Equal("ed4acda5-034f-9f42-bba1-f29aea6d7d8f", answer.GetProperty("requestId").GetString());
            Assert.Equal(Some.Now.ToUnixTimeMilliseconds(), answer.GetProperty("timestamp").GetInt64());
        }

        var source = new ConvoxSource();
        Assert.Equal(Verification.Valid, source.Verify(Posted.To("convox", "{}", ("X-Amz-Firehose-Access-Key", "s3cret")), ["s3cret"]));
        Assert.Equal(Verification.Mismatch, source.Verify(Posted.To("convox", "{}", ("X-Amz-Firehose-Access-Key", "other")), ["s3cret"]));
    }

    [Fact]
    public void EveryFormThatFirehoseCanBeToldToSendIsRead()
    {
        Assert.Equal(2, Read(Batch(Zip(Log(("1", Exec)) + Log(("2", Run))))).Events.Count);
        Assert.Single(Read(Batch(Encoding.UTF8.GetBytes(Log(("1", Exec))))).Events);
        var alone = Read(Batch(Encoding.UTF8.GetBytes($"{Exec}\n"), Encoding.UTF8.GetBytes($"{Run}\n{Exec}\n"))).Events;
        Assert.Equal(["api:ProcessExec", "api:ProcessRun"], alone.Select(e => e.SourceAction!).Distinct());
        Assert.All(alone, e => Assert.Equal((Some.Now, true), (e.OccurredAt, e.SourceEventId.StartsWith("sha256:", StringComparison.Ordinal))));
    }

    [Fact]
    public void ARecordThatCannotBeReadIsToldAndCostsTheOthersNothing()
    {
        var broken = Zip(Log(("1", Exec)))[..40];
        var events = Read(Batch(broken, Zip(Log(("2", Exec))), "{\"a\":"u8.ToArray(), """{"eventName":"StartSession"}"""u8.ToArray())).Events;

        Assert.Equal(["log/2", "unreadable/ed4acda5-034f-9f42-bba1-f29aea6d7d8f"], events.Select(e => e.SourceEventId));
        Assert.StartsWith("3 of the records", events[1].Summary, StringComparison.Ordinal);
        Assert.Throws<UnreadableDeliveryException>(() => Read(Batch(Zip(new string(' ', 70 * 1024 * 1024)))));
    }

    [Fact]
    public void WhatIsRoutineIsRecordedOnlyWhereAskedFor()
    {
        var lines = Batch(Zip(Log(("1", """id=1 ns=api at=SystemGet method="GET" path="/system" response=200 elapsed=1.0"""),
            ("2", """id=2 ns=api at=BuildUpdate method="PUT" path="/apps/myapp/builds/BABC" response=200 elapsed=1.0"""))));

        Assert.Empty(Read(lines).Events);
        Assert.Equal([Actions.Read, Actions.Upkeep], Read(lines, recordReads: true).Events.Select(e => e.Action));
    }

    [Theory]
    [InlineData("production-LogGroup-1ABC", null, "production")]
    [InlineData("/convox/staging/system", null, "staging")]
    [InlineData("elsewhere", null, null)]
    [InlineData("production-LogGroup-1ABC", "eu", "eu")]
    public void TheRackIsTheConfiguredOneOrTheLogGroupsOwn(string group, string? rack, string? expected)
    {
        var body = Batch(Zip(Log(("1", Exec)).Replace("production-LogGroup-1ABCDEFGHIJ2", group, StringComparison.Ordinal)));

        Assert.Equal(expected, Assert.Single(new ConvoxSource().Read(Posted.To("convox", body) with { Rack = rack }).Events).Scope);
    }

    [Fact]
    public void WhatACallerSentCannotPassForWhatTheRackSays()
    {
        var read = Assert.Single(Logged("""id=1 ns=api at=ProcessExec method="GET" path="/apps/a\" at=SystemGet ns=x response=500 b/processes/\x41\u00e9/exec" response=200 elapsed=1.0""").Events);

        Assert.Equal(("api:ProcessExec", Outcome.Success, "a\" at=SystemGet ns=x response=500 b", "Aé"), (read.SourceAction, read.Outcome, read.App, read.Target));
    }

    [Fact]
    public void NoLineAndNoValueOfAnotherKindBreaksTheReading()
    {
        foreach (var line in Payload("rack.log").Split('\n', StringSplitOptions.RemoveEmptyEntries).Append(Command))
        {
            for (var cut = 0; cut <= line.Length; cut++)
            {
                Assert.All(Logged(line[..cut]).Events, e => Assert.Equal((null, true), (e.Actor, e.Summary.Length > 0)));
            }
        }

        foreach (var mutation in Mutations.Of(Log(("1", Exec), ("2", Command)))) Read(Batch(Zip(mutation)));
        foreach (var mutation in Mutations.Of(Batch(Zip(Log(("1", Exec))))))
        {
            try
            {
                Read(mutation);
            }
            catch (UnreadableDeliveryException)
            {
            }
        }
    }
}
