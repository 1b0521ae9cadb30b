using System.Text.Json;

namespace SlackAudit.Receive;

/// <summary>Reads one JSON value, or one after another as in NDJSON.</summary>
static class JsonLines
{
    /// <summary>The values, each with memory of its own; none where the body is empty.</summary>
    /// <exception cref="UnreadableDeliveryException">A line is not JSON.</exception>
    public static List<JsonElement> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonText.Values(body.Span);
        }
        catch (JsonException e)
        {
            throw new UnreadableDeliveryException(
                $"Line {e.LineNumber + 1} of the body is not JSON that can be read. Send one JSON object, an array of them, or one object a line, in UTF-8.", e);
        }
    }
}
