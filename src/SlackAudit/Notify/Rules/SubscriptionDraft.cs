using System.Text.Encodings.Web;
using System.Text.Json;
using SlackAudit.Record;

namespace SlackAudit.Notify.Rules;

/// <summary>A rule that somebody is about to make: what the button that makes it carries, and nothing that is believed when it comes back.</summary>
/// <param name="Question">The question, as it is kept.</param>
/// <param name="Channel">The channel, as the outbox knows it.</param>
/// <param name="Name">What it shall be called, folded.</param>
/// <param name="Quiet">Its quiet hours; null for none.</param>
sealed record SubscriptionDraft(string Question, string Channel, string Name, string? Quiet)
{
    /// <summary>The most that a button carries, in characters.</summary>
    public const int MostCarried = 2000;

    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As a button carries it.</summary>
    public string Carried() => JsonSerializer.Serialize(this, Json);

    /// <summary>What a button brought back; null where that is no draft.</summary>
    public static SubscriptionDraft? Read(string carried)
    {
        try
        {
            return carried.Length <= MostCarried && JsonSerializer.Deserialize<SubscriptionDraft>(carried, Json) is { Question: not null, Channel: not null, Name: not null } draft ? draft : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As a rule that somebody makes.</summary>
    public Subscription By(string? actor) => new() { Name = Name, Question = Question, Channel = Channel, QuietHours = Quiet, MadeBy = actor, MadeAt = default };
}
