using System.Text;
using System.Text.Json;
using CsCheck;
using SlackAudit.Receive;
using SlackAudit.Receive.CircleCI;
using SlackAudit.Receive.CloudEvents;
using SlackAudit.Receive.CloudTrail;
using SlackAudit.Receive.Convox;
using SlackAudit.Receive.Generic;
using SlackAudit.Receive.GitHub;
using SlackAudit.Receive.Kubernetes;
using SlackAudit.Receive.StandardWebhooks;
using SlackAudit.Tests.Receive.CloudTrail;
using SlackAudit.Tests.Receive.Custom;
using SlackAudit.Tests.Receive.Generic;
using SlackAudit.Tests.Receive.GitHub;
using SlackAudit.Tests.Receive.Kubernetes;

namespace SlackAudit.Tests.Receive;

/// <summary>Whatever bytes arrive at whatever reader: events or a refusal, nothing else, and in no more time than the bytes are worth.</summary>
public sealed class HostileBodiesTests
{
    // Of a million bytes, a reader that compares each with each would take minutes.
    const int Many = 250_000;

    static readonly Dictionary<string, (ISource Source, string Sample)> Readers = new()
    {
        ["github"] = (new GitHubSource(), Delivered.Payload("branch_protection_rule.edited")),
        ["circleci"] = (new CircleCISource(), """{"type":"workflow-completed","id":"1","happened_at":"2026-01-01T00:00:00Z","workflow":{"name":"build","status":"success"},"project":{"slug":"gh/a/b"}}"""),
        ["convox"] = (new ConvoxSource(), """{"action":"release:promote","status":"success","data":{"app":"a","id":"R1","rack":"r"},"timestamp":"2026-01-01T00:00:00Z"}"""),
        ["cloudtrail"] = (new CloudTrailSource(), $$"""{"Records":[{{Trail.MadeUp[0]}}]}"""),
        ["kubernetes"] = (new KubernetesSource(), Audited.List(Audited.Request("create", "pods/exec"))),
        ["generic"] = (new GenericSource(), """{"action":"deploy","app":"a","actor":{"name":"b"},"occurred_at":"2026-01-01T00:00:00Z"}"""),
        ["cloudevents"] = (new CloudEventsSource(), """{"specversion":"1.0","id":"1","source":"/a","type":"deploy.done","data":{"actor":"b"}}"""),
        ["standardwebhooks"] = (new StandardWebhooksSource(), """{"type":"deploy.done","timestamp":"2026-01-01T00:00:00Z","data":{"actor":"b"}}"""),
        ["custom"] = (Mapped.Source(Mapped.Platform, "s"), Mapped.PlatformBody),
    };

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void NoEncodingBreaksAReader(string name)
    {
        var text = Readers[name].Sample.Replace("\"a\"", "\"ä\"", StringComparison.Ordinal);
        byte[][] bodies =
        [
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)], Encoding.BigEndianUnicode.GetBytes(text),
            Encoding.UTF32.GetBytes(text), Encoding.Latin1.GetBytes(text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.Preamble], [],
        ];
        Assert.All(bodies, body => Read(name, body));
        Assert.NotEmpty(Read(name, bodies[0])!.Events);
    }

    [Theory, MemberData(nameof(Names))]
    public void NoBytesInPlaceOfOthersBreakAReader(string name)
    {
        var body = Encoding.UTF8.GetBytes(Readers[name].Sample);
        Gen.Select(Gen.Int[0, body.Length], Gen.Int[0, 12], Gen.Byte.Array[0, 12]).Sample(
            (at, length, instead) => { _ = Read(name, [.. body.AsSpan(0, at), .. instead, .. body.AsSpan(Math.Min(body.Length, at + length))]); }, iter: 2000);
    }

    [Theory, MemberData(nameof(Names))]
    public void NamesWrittenTwiceAreReadOnce(string name)
    {
        var text = Readers[name].Sample.Trim();
        Assert.Equal(Read(name, Encoding.UTF8.GetBytes(text))!.Events.Count, Read(name, Encoding.UTF8.GetBytes($"{text[..^1]},{text[1..]}"))!.Events.Count);
    }

    [Theory, MemberData(nameof(Names))]
    public void NothingLargeTakesLongerThanItIsLarge(string name)
    {
        string[] shapes =
        [
            "[" + string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"{i}\"")) + "]", "[" + string.Join(',', Enumerable.Repeat("{}", Many)) + "]",
            "{" + string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"n{i}\":1")) + "}", "{" + string.Join(',', Enumerable.Repeat("\"name\":1", Many)) + "}",
            "\"" + string.Concat(Enumerable.Repeat("a/{b}:?c=%41&\\ud83d ", Many / 4)) + "\"", new string('9', Many), new string('[', Many), "1" + new string('0', Many) + "e" + new string('9', Many),
        ];
        using var sample = JsonDocument.Parse(Readers[name].Sample);
        foreach (var shape in shapes)
        {
            Read(name, Encoding.UTF8.GetBytes(shape));
            // Every field at once, so that whatever is compared with something else is compared with something large.
            Read(name, Encoding.UTF8.GetBytes("{" + string.Join(',', sample.RootElement.EnumerateObject().Select(field => $"\"{field.Name}\":{shape}")) + "}"));
        }
    }

    [Fact]
    public void ListsThatAreComparedAreComparedInLinearTime()
    {
        var (before, now) = (string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"a{i}\"")), string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"a{Many - 1 - i}\"")));
        const string List = "required_status_checks";
        Assert.False(Delivered.About("branch_protection_rule", "edited", $$$$"""{"rule":{"{{{{List}}}}":[{{{{now}}}}]},"changes":{"{{{{List}}}}":{"from":[{{{{before}}}}]}}}""").Sensitive);
    }

    [Fact]
    public void OfANameWrittenTwiceBothValuesAreTakenOut()
    {
        var github = Delivered.GitHub.Read(Delivered.Delivery("workflow_dispatch", """{"inputs":{"a":"hidden-1"},"\u0069nputs":{"b":"hidden-2"},"inputs":{}}"""));
        Assert.DoesNotContain("hidden", Encoding.UTF8.GetString(github.Payload.Span), StringComparison.Ordinal);
        var secret = Audited.Request("create", "secrets").ToJsonString();
        var kubernetes = Audited.Reading($$"""{{secret[..^1]}},"requestObject":{"data":"hidden-1"},"requestObject":{} }""");
        Assert.DoesNotContain("hidden", Encoding.UTF8.GetString(kubernetes.Payload.Span), StringComparison.Ordinal);
    }

    static Reading? Read(string name, byte[] body)
    {
        try
        {
            return Readers[name].Source.Read(Posted.To(name, body, ("X-GitHub-Event", "branch_protection_rule")) with { RecordReads = true });
        }
        catch (UnreadableDeliveryException)
        {
            return null;
        }
    }
}
