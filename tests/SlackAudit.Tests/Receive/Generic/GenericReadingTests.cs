using System.Text;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.Generic;
using static SlackAudit.Tests.Receive.Generic.GenericCases;

namespace SlackAudit.Tests.Receive.Generic;

public sealed class GenericReadingTests
{
    [Fact]
    public void EveryFieldOfTheContractIsRead()
    {
        var read = Read(Whole);

        Assert.Equal(
            new AuditEvent
            {
                Source = "generic",
                SourceEventId = "evt-1",
                Action = "deploy",
                SourceAction = "ship-it",
                Actor = "alice",
                ActorTrust = ActorTrust.Asserted,
                App = "acme/myapp",
                Target = "v42",
                TargetType = "release",
                Scope = "production",
                Outcome = Outcome.Success,
                Sensitive = true,
                OccurredAt = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
                ClientAddress = "203.0.113.9",
                Summary = "Alice shipped v42",
                Url = "https://ci.example.com/42",
                Hash = read.Hash,
            },
            read);
        Assert.Equal(TimeSpan.Zero, read.OccurredAt.Offset);
    }

    [Fact]
    public void OnlyTheActionIsRequired()
    {
        var read = Read("""{"action":"deploy"}""");

        Assert.Equal((null, ActorTrust.None, null, null, null), (read.Actor, read.ActorTrust, read.App, read.Target, read.Url));
        Assert.Equal((Outcome.Unknown, false, Some.Now, "deploy", null), (read.Outcome, read.Sensitive, read.OccurredAt, read.Summary, read.SourceAction));
    }

    [Theory]
    [InlineData("""{"action":"deploy","app":"a"}""", 1)]
    [InlineData("""  {"action":"deploy","app":"a"}  """, 1)]
    [InlineData("{\n  \"action\": \"deploy\",\n  \"app\": \"a\"\n}\n", 1)]
    [InlineData("""[{"action":"deploy","app":"a"},{"action":"build","app":"b"}]""", 2)]
    [InlineData("[]", 0)]
    [InlineData(" [ ] ", 0)]
    [InlineData("{\"action\":\"deploy\",\"app\":\"a\"}\n{\"action\":\"build\",\"app\":\"b\"}\n", 2)]
    [InlineData("{\"action\":\"deploy\",\"app\":\"a\"}\r\n\r\n{\"action\":\"build\",\"app\":\"b\"}\r\n\r\n", 2)]
    [InlineData("\r\n\n{\"action\":\"deploy\",\"app\":\"a\"}\n  \n{\"action\":\"build\",\"app\":\"b\"}", 2)]
    [InlineData("\uFEFF{\"action\":\"deploy\",\"app\":\"a\"}\n{\"action\":\"build\",\"app\":\"b\"}", 2)]
    [InlineData("[{\"action\":\"deploy\",\"app\":\"a\"}]\n[{\"action\":\"build\",\"app\":\"b\"}]", 2)]
    public void OneObjectAnArrayAndOneALineAreToldApartByTheirBytes(string body, int events)
    {
        var read = ReadAll(body);

        Assert.Equal(new[] { ("deploy", "a"), ("build", "b") }.Take(events), read.Select(e => (e.Action, e.App!)));
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("text/plain; charset=utf-16")]
    [InlineData("application/octet-stream")]
    public void TheContentTypeDoesNotMatter(string contentType) => Assert.Single(
        new GenericSource().Read(Posted.To("generic", """{"action":"deploy"}""", ("Content-Type", contentType))).Events);

    [Fact]
    public void ThePayloadIsTheBytesAsTheyCame()
    {
        const string Lines = "{\"action\":\"deploy\", \"detail\":{\"x\":1}}\r\n\r\n{\"action\":\"build\"}";

        Assert.Equal(Lines, Encoding.UTF8.GetString(new GenericSource().Read(Posted.To("generic", Lines)).Payload.Span));
    }

    [Theory]
    [InlineData("""{"app":"myapp"}""", "Event 1 ")]
    [InlineData("""[{"action":"deploy"},{"action":"deploy"},{"app":"myapp"}]""", "Event 3 ")]
    [InlineData("{\"action\":\"deploy\"}\n\n{\"action\":\"  \"}", "Event 2 ")]
    [InlineData("""[{"action":"deploy"},"deploy"]""", "Event 2 ")]
    [InlineData("""{"action":{"name":"deploy"}}""", "Event 1 ")]
    [InlineData("""{"action":".."}""", "Event 1 ")]
    [InlineData("null", "Event 1 ")]
    [InlineData("7", "Event 1 ")]
    [InlineData("[[{\"action\":\"deploy\"}]]", "Event 1 ")]
    [InlineData("{\"action\":\"deploy\"}\n{\"action\":\"dep", "Line 2 ")]
    [InlineData("action=deploy", "Line 1 ")]
    [InlineData("""{"action":"deploy"},{"action":"deploy"}""", "Line 1 ")]
    [InlineData("", "The body is empty")]
    [InlineData(" \r\n ", "The body is empty")]
    public void AnUnreadableDeliveryIsRefusedWholeAndTheSentenceSaysWhere(string body, string where)
    {
        var refusal = Assert.Throws<UnreadableDeliveryException>(() => ReadAll(body));

        Assert.StartsWith(where, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("myapp", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"deployment.failed","timestamp":"2026-03-02T13:00:00Z","data":{"app":"shop","actor":"alice"}}""")]
    [InlineData("""[{"type":"deployment.failed","timestamp":"2026-03-02T13:00:00Z","data":{"app":"shop","actor":"alice"}}]""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/ci","type":"deployment.failed","time":"2026-03-02T13:00:00Z","data":{"app":"shop","actor":"alice"}}""")]
    [InlineData("""[{"specversion":"1.0","id":"1","source":"/ci","type":"deployment.failed","time":"2026-03-02T13:00:00Z","data_base64":"eyJhcHAiOiJzaG9wIiwiYWN0b3IiOiJhbGljZSJ9"}]""")]
    public void CloudEventsAndStandardWebhooksAreReadWithoutBeingAnnounced(string body)
    {
        var read = Assert.Single(ReadAll(body));

        Assert.Equal((Actions.Deploy, "deployment.failed", "shop", "alice", Outcome.Failure), (read.Action, read.SourceAction, read.App, read.Actor, read.Outcome));
        Assert.Equal(13, read.OccurredAt.Hour);
        Assert.Equal(read.SourceEventId, Assert.Single(ReadAll(body)).SourceEventId);
    }

    [Fact]
    public void LinesMayBeOfEveryKind()
    {
        var lines = "{\"action\":\"deploy\"}\n{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/ci\",\"type\":\"build.done\",\"data_base64\":\"eyJ0b2tlbiI6ImdocF9wTDRuVDNkcEw0blQzZHBMNG5UM2RwTDRuVDNkMCJ9\"}\n{\"type\":\"user.login\",\"data\":{}}";
        var reading = new GenericSource().Read(Posted.To("generic", lines));

        Assert.Equal(["deploy", "build", "login"], reading.Events.Select(read => Actions.Root(read.Action)));
        Assert.Equal("/ci 7", reading.Events[1].SourceEventId);
        Assert.Contains("\"token\"", Encoding.UTF8.GetString(reading.Payload.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ0b2tlb", Encoding.UTF8.GetString(reading.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void TheIdOfAStandardWebhookIsItsHeaders()
    {
        var delivery = Posted.To("generic", """{"type":"user.login","data":{}}""", ("webhook-id", "msg_1"), ("webhook-timestamp", "1614265330"), ("webhook-signature", "v1,x"));
        Assert.Equal("msg_1", Assert.Single(new GenericSource().Read(delivery).Events).SourceEventId);
    }

    [Fact]
    public void NestingWithoutEndIsUnreadable() =>
        Assert.Throws<UnreadableDeliveryException>(() => ReadAll("""{"action":"deploy","detail":""" + new string('[', 100_000)));

    [Fact]
    public void NoValueOfAnotherKindBreaksTheReading()
    {
        string[] bodies = [Whole, $"[{Whole},{Whole}]"];
        foreach (var mutation in bodies.SelectMany(Mutations.Of)) ReadsOrRefuses(Encoding.UTF8.GetBytes(mutation));
    }

    [Fact]
    public void NoByteOfAnotherValueBreaksTheReading()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (byte other in (byte[])[0x00, 0x22, 0x5c, 0x7b, 0x80, 0xc3, 0xff])
            {
                var changed = (byte[])bytes.Clone();
                changed[i] = other;
                ReadsOrRefuses(changed);
                ReadsOrRefuses(changed[..i]);
            }
        }
    }

    static void ReadsOrRefuses(byte[] body)
    {
        try
        {
            foreach (var read in new GenericSource().Read(Posted.To("generic", body)).Events)
            {
                Assert.False(string.IsNullOrWhiteSpace(read.Action) || string.IsNullOrWhiteSpace(read.Summary) || string.IsNullOrWhiteSpace(read.SourceEventId));
                Assert.True(read.ActorTrust < ActorTrust.Verified);
            }
        }
        catch (UnreadableDeliveryException)
        {
        }
    }
}
