using System.IO.Compression;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Custom;

public sealed class CustomReadingTests
{
    [Fact]
    public void ADeliveryBecomesTheEventThatTheSettingsSay()
    {
        var read = Assert.Single(Read(Mapped.Platform, Mapped.PlatformBody).Events);

        Assert.Equal(
            new AuditEvent
            {
                Source = "platform",
                SourceEventId = "evt-1",
                Action = "deploy",
                SourceAction = "release:create",
                Actor = "alice@example.com",
                ActorTrust = ActorTrust.Asserted,
                App = "myapp",
                Target = "0a1b2c",
                Outcome = Outcome.Success,
                OccurredAt = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero),
                Summary = "alice@example.com released v41 of myapp",
            },
            read);
    }

    [Fact]
    public void WhatIsToBeRedactedIsNeitherReadNorKept()
    {
        var reading = Read(Mapped.Platform.Replace("data.app.name", "data.output_stream_url ?? data.app.name", StringComparison.Ordinal), Mapped.PlatformBody);

        Assert.Equal("[removed]", reading.Events[0].App);
        Assert.DoesNotContain("hidden", Encoding.UTF8.GetString(reading.Payload.Span), StringComparison.Ordinal);
        Assert.Contains("slug-0a1b2c", Encoding.UTF8.GetString(reading.Payload.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"resource": "dyno", "action": "create"}""", 0)]
    [InlineData("""{"resource": "PING"}""", 0)]
    [InlineData("""{"resource": "addon", "action": "create"}""", 1)]
    public void WhatTheSettingsSkipIsNoEvent(string body, int events) => Assert.Equal(events, Read(Mapped.Platform, body).Events.Count);

    [Theory]
    [InlineData("""{"id": 1, "action": "deploy"}""", new[] { "1" })]
    [InlineData("""[{"id": 1}, {"id": 2}]""", new[] { "1", "2" })]
    [InlineData("{\"id\": 1}\n{\"id\": 2}\n[{\"id\": 3}]", new[] { "1", "2", "3" })]
    public void OneObjectAnArrayAndLinesAreUnderstood(string body, string[] ids) =>
        Assert.Equal(ids, Read(Mapped.Minimal(), body).Events.Select(e => e.SourceEventId));

    [Theory]
    [InlineData("items", """{"items": [{"id": 1}, {"id": 2}]}""")]
    [InlineData("items[].event", """{"items": [{"event": {"id": 1}}, {"other": 0}, {"event": {"id": 2}}]}""")]
    [InlineData("batches[1]", """{"batches": [[{"id": 0}], [{"id": 1}, {"id": 2}]]}""")]
    [InlineData("a[\\\"b.c d\\\"]", """{"a": {"b.c d": [{"id": 1}, {"id": 2}]}}""")]
    public void ItemsAreFoundAtTheirPath(string path, string body) =>
        Assert.Equal(["1", "2"], Read(Mapped.Minimal($"\"Items\": \"{path}\""), body).Events.Select(e => e.SourceEventId));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WrappedItemsAreUnwrappedAndKeptSo(bool zipped)
    {
        var inner = Encoding.UTF8.GetBytes("""{"id": 7, "action": "deploy", "secret_note": "hidden"}""");
        var body = $$"""{"records": [{"data": "{{Convert.ToBase64String(zipped ? Zip(inner) : inner)}}"}]}""";

        var reading = Read(Mapped.Minimal("\"Items\": \"records[].data\", \"Decode\": \"Base64\", \"Redact\": [\"secret_note\"]"), body);

        Assert.Equal("7", Assert.Single(reading.Events).SourceEventId);
        Assert.Equal("""{"id": 7, "action": "deploy", "secret_note": "[removed]"}""", Encoding.UTF8.GetString(reading.Payload.Span));
    }

    [Fact]
    public void AZipBombIsRefused()
    {
        var body = $$"""{"records": [{"data": "{{Convert.ToBase64String(Zip(new byte[50_000_000]))}}"}]}""";

        Assert.Throws<UnreadableDeliveryException>(() => Read(Mapped.Minimal("\"Items\": \"records[].data\", \"Decode\": \"Base64\""), body));
    }

    [Fact]
    public void AHeaderCanTellWhatTheBodyDoesNot()
    {
        var source = Mapped.Source("""{ "Fields": { "action": { "From": "header(X-Event)", "Map": { "pipeline": "build" } } } }""");

        Assert.Equal("build", source.Read(Posted.To("platform", "{}", ("X-Event", "Pipeline"))).Events[0].Action);
        Assert.Equal(Actions.Other, source.Read(Posted.To("platform", "{}")).Events[0].Action);
    }

    [Fact]
    public void ATextWithSomethingMissingIsMissing()
    {
        var source = Mapped.Source("""{ "Fields": { "action": "'deploy'", "summary": "{who} did it ?? {what ?? 'it'} was done" } }""");

        Assert.Equal("alice did it", source.Read(Posted.To("platform", """{"who": "alice"}""")).Events[0].Summary);
        Assert.Equal("it was done", source.Read(Posted.To("platform", "{}")).Events[0].Summary);
    }

    [Fact]
    public void TwoItemsThatDifferOnlyInWhatIsNotMappedAreTwoEvents()
    {
        var source = Mapped.Source("""{ "Fields": { "action": "'deploy'", "occurred_at": "at" } }""");
        AuditEvent Event(int n) => source.Read(Posted.To("platform", $$"""{"at": "2026-03-02T14:00:00Z", "n": {{n}}}""")).Events[0];

        Assert.NotEqual(Event(1).SourceEventId, Event(2).SourceEventId);
        Assert.Equal(Event(1).SourceEventId, Event(1).SourceEventId);
    }

    [Fact]
    public void WhateverASenderMakesOfItsPayloadIsReadOrCalledUnreadable()
    {
        var source = Mapped.Source(Mapped.Platform);
        foreach (var mutation in Mutations.Of(Mapped.PlatformBody))
        {
            try
            {
                Assert.All(source.Read(Posted.To("platform", mutation)).Events, e => Assert.NotEmpty(e.Action));
            }
            catch (UnreadableDeliveryException)
            {
            }
        }
    }

    static Reading Read(string mapping, string body) => Mapped.Source(mapping).Read(Posted.To("platform", body));

    static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest)) gzip.Write(bytes);
        return zipped.ToArray();
    }
}
