using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Benchmarks.Generated;

/// <summary>An event that is not in the log yet, with its payload if that is kept.</summary>
readonly record struct GeneratedEvent(AuditEvent Event, KeptPayload? Payload);

/// <summary>The events of a year, each made from its place alone, so that they can be made side by side and are the same in every run.</summary>
static class GeneratedEvents
{
    const ulong Seed = 20_261_120;

    /// <summary>One event in so many has its payload kept.</summary>
    public const int OneKeptIn = 4;

    /// <summary>The event at a place, from 0, of a log of so many.</summary>
    public static GeneratedEvent At(long place, long rows)
    {
        var dice = new Dice(Seed + (ulong)place);
        var kind = GeneratedKinds.Any.Pick(ref dice);
        var app = GeneratedTeam.App.Pick(ref dice);
        var inGitHub = kind.Source is "github" or "circleci";
        var actor = kind.ByBots == 1 ? null : dice.Share() < kind.ByBots ? dice.Of(GeneratedTeam.Bots) : GeneratedTeam.Person.Pick(ref dice);
        var scope = kind.Source == "cloudtrail" ? GeneratedTeam.Account.Pick(ref dice) : GeneratedTeam.Rack.Pick(ref dice);
        var target = kind.Target?.Invoke(ref dice);
        var change = GeneratedTeam.Change(ref dice);
        var failed = dice.Share() < kind.Fails;
        var recordedAt = GeneratedYear.At((place + 1.0) / rows);
        var commit = dice.Hex(40);
        var named = kind.Source == "cloudtrail" ? null : inGitHub ? "acme/" + app : app;
        var made = new AuditEvent
        {
            Source = kind.Source,
            SourceEventId = Id(ref dice),
            Action = kind.Action,
            SourceAction = kind.SourceAction,
            Actor = actor is not null && kind.Source == "cloudtrail" ? actor + "@acme.example" : actor,
            ActorTrust = actor is null ? ActorTrust.None : kind.Source switch { "github" or "cloudtrail" or "kubernetes" => ActorTrust.Verified, _ => ActorTrust.Asserted },
            App = named,
            Target = target,
            TargetType = kind.TargetType,
            Scope = inGitHub && kind.Action is not ("deploy" or "approval") ? null : scope,
            Outcome = failed ? Outcome.Failure : kind.Action is "deploy" && dice.Share() < 0.4 ? Outcome.Started : Outcome.Success,
            Sensitive = dice.Share() < kind.Sensitive,
            // Told a little after it happened, some much later.
            OccurredAt = Instants.Truncate(recordedAt.AddMilliseconds(-200 - dice.Below(dice.Share() < 0.01 ? 600_000 : 4_000))),
            RecordedAt = recordedAt,
            ClientAddress = kind.Source is "cloudtrail" or "kubernetes" ? string.Create(CultureInfo.InvariantCulture, $"203.0.113.{dice.Below(250)}") : null,
            Summary = string.Format(CultureInfo.InvariantCulture, kind.Sentence, actor ?? "somebody", named, target, scope, change) + (failed ? " (failed)" : ""),
            Url = inGitHub ? $"https://github.com/acme/{app}/commit/{commit}" : null,
        };
        return place % OneKeptIn == 0 ? Kept(made, commit, change) : new GeneratedEvent(made, null);
    }

    static string Id(ref Dice dice)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, dice.Next());
        BitConverter.TryWriteBytes(bytes[8..], dice.Next());
        return new Guid(bytes).ToString();
    }

    // Of a kind and size that gives about 500 bytes compressed.
    static GeneratedEvent Kept(AuditEvent made, string commit, string change)
    {
        var body = Encoding.UTF8.GetBytes($$"""
            {"event":"{{made.SourceAction}}","delivery":"{{made.SourceEventId}}","ref":"refs/heads/{{made.Target}}","after":"{{commit}}",
            "repository":{"name":"{{made.App}}","full_name":"acme/{{made.App}}","private":true,
            "html_url":"https://github.com/acme/{{made.App}}","url":"https://api.github.com/repos/acme/{{made.App}}","default_branch":"main","language":"C#","archived":false,"disabled":false},
            "sender":{"login":"{{made.Actor}}","type":"User","site_admin":false,"html_url":"https://github.com/{{made.Actor}}","url":"https://api.github.com/users/{{made.Actor}}"},
            "head_commit":{"id":"{{commit}}","message":"{{change}}","timestamp":"{{made.OccurredAt:O}}","url":"{{made.Url}}","author":{"name":"{{made.Actor}}","email":"{{made.Actor}}@acme.example"},
            "added":[],"removed":[],"modified":["src/{{commit[..6]}}.cs"]},"summary":"{{made.Summary}}"}
            """);
        return new GeneratedEvent(
            made with { PayloadDigest = SHA256.HashData(body) }, new KeptPayload { Id = 0, Body = PayloadCompression.Compress(body), Length = body.Length });
    }
}
