using System.Net;

namespace SlackAudit.Receive.GitHub;

/// <summary>
/// Finds the JSON in a body. A hook sends it bare or in the form field <c>payload</c>, and what the content type says of it is
/// not to be relied upon: the bytes decide.
/// </summary>
static class GitHubBody
{
    static ReadOnlySpan<byte> Field => "payload="u8;

    /// <exception cref="UnreadableDeliveryException">There is neither a JSON object nor such a form.</exception>
    public static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> body)
    {
        var json = Trim(JsonText.Utf8Of(body));
        if (json.Span.StartsWith(Field)) json = Trim(JsonText.Utf8Of(FromForm(json.Span)));
        if (json.IsEmpty) throw new UnreadableDeliveryException("The body is empty. Point a GitHub webhook at this address.");
        if (json.Span[0] != (byte)'{')
            throw new UnreadableDeliveryException("The body is neither a JSON object nor a form with the field payload. Point a GitHub webhook at this address.");
        return json;
    }

    static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> bytes) => bytes.Trim(" \t\r\n"u8);

    static byte[] FromForm(ReadOnlySpan<byte> form)
    {
        var value = form[Field.Length..];
        var end = value.IndexOf((byte)'&');
        var encoded = (end < 0 ? value : value[..end]).ToArray();
        return WebUtility.UrlDecodeToBytes(encoded, 0, encoded.Length) ?? [];
    }
}
