using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Tests.Receive.GitHub;

/// <summary>Every value of every recorded payload, exchanged for something else.</summary>
public sealed class HostilePayloadsTests
{
    static readonly string[] Values = ["null", "7", "-1e999", "true", "[]", "{}", "[{}]", "\"\"", "\" \"", "\"a\\r\\nb \\ud83d c\""];

    public static TheoryData<string> Names => [.. Delivered.PayloadNames.Where(n => n != "ping")];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyValueMayBeOfAnotherKind(string name)
    {
        var text = Encoding.UTF8.GetBytes(Delivered.Payload(name));
        foreach (var (start, length, isName) in Places(text))
        {
            if (isName) continue;
            foreach (var value in Values) Check(name, text, start, length, value);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyFieldMayBeMissing(string name)
    {
        var text = Encoding.UTF8.GetBytes(Delivered.Payload(name));
        foreach (var (start, length, isName) in Places(text))
        {
            if (isName) Check(name, text, start, length, "no_such_field");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyFieldNameMayBeBroken(string name)
    {
        var text = Encoding.UTF8.GetBytes(Delivered.Payload(name));
        foreach (var (start, length, isName) in Places(text))
        {
            if (isName) Check(name, text, start, length, "\\ud83d");
        }
    }

    static void Check(string name, byte[] text, int start, int length, string instead)
    {
        byte[] body = [.. text.AsSpan(0, start), .. Encoding.UTF8.GetBytes(instead), .. text.AsSpan(start + length)];
        var reading = Delivered.GitHub.Read(Delivered.Delivery(Delivered.Kind(name), body));

        var e = Assert.Single(reading.Events);
        Assert.Contains(Actions.Root(e.Action), Actions.Vocabulary.Keys);
        Assert.StartsWith(Delivered.Kind(name), e.SourceAction, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(e.Summary));
        Assert.DoesNotContain(e.Summary, char.IsControl);
        Assert.NotEmpty(e.SourceEventId);
        Assert.Equal(e.Actor is null, e.ActorTrust == ActorTrust.None);
        Assert.True(e.Url is null || e.Url.StartsWith("https://", StringComparison.Ordinal));
        Assert.True(e.OccurredAt > DateTimeOffset.UnixEpoch);
        JsonDocument.Parse(reading.Payload).Dispose();
    }

    /// <summary>Where each value and each name stands in the payload's bytes.</summary>
    static List<(int Start, int Length, bool IsName)> Places(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        var places = new List<(int, int, bool)>();
        Walk(document.RootElement);
        return places;

        void Walk(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in element.EnumerateObject())
                {
                    Add(JsonMarshal.GetRawUtf8PropertyName(property), true);
                    Add(JsonMarshal.GetRawUtf8Value(property.Value), false);
                    Walk(property.Value);
                }
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray())
                {
                    Add(JsonMarshal.GetRawUtf8Value(item), false);
                    Walk(item);
                }
            }
        }

        void Add(ReadOnlySpan<byte> raw, bool isName)
        {
            Assert.True(text.Span.Overlaps(raw, out var start));
            places.Add((start, raw.Length, isName));
        }
    }
}
