using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Receive.GitHub;

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

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyPayloadMayClaimToBeOfAnyKind(string name)
    {
        var text = Encoding.UTF8.GetBytes(Delivered.Payload(name));
        foreach (var kind in GitHubEvents.Kinds) Check(kind, text, 0, 0, "");
    }

    [Theory]
    [InlineData("created", "edited", "deleted", "closed", "added", "removed", "completed", "requested", "in_progress")]
    [InlineData("approved", "rejected", "published", "renamed", "transferred", "resolved", "dismissed", "closed_by_user", "updated")]
    [InlineData("member_added", "member_invited", "added_to_repository", "new_permissions_accepted", "revoked", "blocked", "dismiss", "fixed")]
    public void WhatAnyKindIsAboutMayBeOfAnotherKind(params string[] actions)
    {
        string[] subjects =
        [
            "sender", "repository", "organization", "installation", "rule", "changes", "repository_ruleset", "alert", "location", "key", "team", "member",
            "membership", "invitation", "deployment", "deployment_status", "workflow_run", "workflow_job_runs", "release", "pull_request", "inputs",
            "personal_access_token_request", "new_property_values", "security_advisory", "ref", "ref_type", "state", "since", "environment", "commits", "number",
        ];
        foreach (var value in Values)
        {
            var fields = string.Join(',', subjects.Select(subject => $"\"{subject}\":{value}"));
            foreach (var action in actions)
            {
                var text = Encoding.UTF8.GetBytes($$$"""{"action":"{{{action}}}",{{{fields}}}}""");
                foreach (var kind in GitHubEvents.Kinds) Check(kind, text, 0, 0, "");
            }
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
