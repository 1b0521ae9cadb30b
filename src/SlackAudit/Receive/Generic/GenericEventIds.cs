using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Generic;

/// <summary>What makes an event the same event when it is delivered again.</summary>
/// <remarks>
/// Its own id does. Without one, its bytes do where they tell a time, as two events seldom share both. With neither, every announcement is
/// an event of its own: two people may have done the same, and losing one is worse than a sender's repetition.
/// </remarks>
sealed class GenericEventIds(DateTimeOffset receivedAt)
{
    const int MostCharacters = 200;

    readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>The source event id of the next event of a delivery, which stands there as it was sent.</summary>
    public string Of(JsonElement json, JsonElement sent, bool timed)
    {
        // An exported event brings both ids, of which "id" is only its place in the log that it left.
        var given = (json.TextOrNumber("source_event_id") ?? json.TextOrNumber("id"))?.Trim();
        if (given is not null) return given.Length > MostCharacters ? DigestId.Of(Encoding.UTF8.GetBytes(given)) : given;
        if (!timed) return Guid.CreateVersion7(receivedAt).ToString();

        // Two equal lines of one delivery are two events; sent again, they count the same.
        var digest = DigestId.Of(JsonMarshal.GetRawUtf8Value(sent));
        var times = seen[digest] = seen.GetValueOrDefault(digest) + 1;
        return times == 1 ? digest : $"{digest}/{times}";
    }
}
