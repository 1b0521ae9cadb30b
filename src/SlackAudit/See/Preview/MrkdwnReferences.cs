using System.Globalization;
using System.Text;
using SlackAudit.Events;
using SlackAudit.See.Pages;

namespace SlackAudit.See.Preview;

/// <summary>What stands between <c>&lt;</c> and <c>&gt;</c> in Slack's markup, and its three entities.</summary>
static class MrkdwnReferences
{
    static readonly (string Entity, string Text)[] Entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")];

    /// <summary>The link, mention or date; null where it is none of them and stays text.</summary>
    public static Span? Read(string inner, ReaderClock reader)
    {
        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        var target = bar < 0 ? inner : inner[..bar];
        var label = bar < 0 ? null : Decode(inner[(bar + 1)..]);
        return target switch
        {
            ['@', .. var user] => new Span(SpanKind.Mention, "@" + (label ?? Person(user))),
            ['#', .. var channel] => new Span(SpanKind.Mention, "#" + (label ?? channel)),
            ['!', .. var special] => Special(special, label, reader),
            _ => Links.Web(Decode(target)) is { } address ? new Span(SpanKind.Link, label ?? Decode(target), address) : null,
        };
    }

    /// <summary>How a person is called in the preview.</summary>
    public static string Person(string userId) => userId == PreviewEndpoint.UserId ? "you" : userId;

    /// <summary>The text that the entities stand for.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('&')) return text;
        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var (piece, length) = DecodeAt(text, at);
            decoded.Append(piece);
            at += length;
        }
        return decoded.ToString();
    }

    /// <summary>The character or entity at a place, and how long it is there.</summary>
    public static (string Text, int Length) DecodeAt(string text, int at)
    {
        foreach (var (entity, meaning) in Entities)
            if (string.CompareOrdinal(text, at, entity, 0, entity.Length) == 0) return (meaning, entity.Length);
        return (text[at].ToString(), 1);
    }

    static Span? Special(string special, string? label, ReaderClock reader)
    {
        if (special is "here" or "channel" or "everyone") return new Span(SpanKind.Mention, "@" + special);
        if (special.StartsWith("subteam^", StringComparison.Ordinal)) return new Span(SpanKind.Mention, label ?? "@" + special["subteam^".Length..]);
        var parts = special.Split('^');
        return parts is ["date", var seconds, var tokens, ..] && long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unix)
            ? Date(unix, tokens, label, reader)
            : null;
    }

    /// <summary>An instant by the reader's clock; its fallback where it is no instant.</summary>
    public static Span Date(long unix, string tokens, string? fallback, ReaderClock reader) =>
        SlackDate.TryInstant(unix, out var instant)
            ? new Span(SpanKind.Time, SlackDate.Format(instant, tokens, reader), EventJson.Time(instant))
            : new Span(SpanKind.Text, fallback ?? "");
}
