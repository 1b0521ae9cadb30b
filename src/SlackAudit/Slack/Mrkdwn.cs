using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace SlackAudit.Slack;

/// <summary>
/// A fragment of Slack's markup that is already safe. It is made only of literals written in our code and of untrusted text
/// that went through <see cref="Escape"/> or <see cref="Code"/>; a plain string never becomes one by itself.
/// </summary>
[JsonConverter(typeof(MrkdwnJsonConverter))]
public readonly record struct Mrkdwn
{
    /// <summary>How a time is written unless said otherwise: the day as people say it and the time, in each reader's zone.</summary>
    public const string DateAndTime = "{date_short_pretty} {time}";

    readonly string? markup;

    Mrkdwn(string markup) => this.markup = markup;

    /// <summary>Whether there is nothing to see.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(markup);

    /// <summary>How many characters Slack counts.</summary>
    public int Length => markup?.Length ?? 0;

    /// <summary>The markup as Slack reads it.</summary>
    public override string ToString() => markup ?? "";

    /// <summary>Markup written in our own code, such as <c>*Who*</c>; the compiler refuses anything but a constant.</summary>
    public static Mrkdwn Literal([ConstantExpected] string markup) => new(markup);

    /// <summary>An interpolated text: its literal parts are markup, its holes are escaped unless they are markup already.</summary>
    public static Mrkdwn Of(MrkdwnInterpolation text) => new(text.ToString());

    /// <summary>Untrusted text as text: it can neither mention, link, format nor hide anything.</summary>
    /// <param name="untrusted">The text; null is empty.</param>
    /// <param name="multiline">Whether line breaks stay; otherwise they become spaces.</param>
    public static Mrkdwn Escape(string? untrusted, bool multiline = false) => new(SlackText.Escape(untrusted, multiline));

    /// <summary>Untrusted text as a code span, exact but for backticks (a look-alike takes their place) and line breaks.</summary>
    public static Mrkdwn Code(string? untrusted)
    {
        var text = SlackText.Clean(untrusted).Replace('`', SlackText.Backtick).Trim();
        return text.Length == 0 ? default : new($"`{SlackText.EscapeEntities(text)}`");
    }

    /// <summary>A fragment in bold.</summary>
    public static Mrkdwn Bold(Mrkdwn fragment) => Wrapped('*', fragment);

    /// <summary>A fragment in italics.</summary>
    public static Mrkdwn Italic(Mrkdwn fragment) => Wrapped('_', fragment);

    /// <summary>An instant, shown in each reader's own zone; where dates are not drawn it is UTC and says so.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="tokens">Slack's date tokens, such as <see cref="DateAndTime"/>.</param>
    public static Mrkdwn Date(DateTimeOffset at, [ConstantExpected] string tokens = DateAndTime) =>
        new(string.Create(CultureInfo.InvariantCulture, $"<!date^{at.ToUnixTimeSeconds()}^{tokens}|{SlackText.Utc(at)}>"));

    /// <summary>A link with an untrusted label; only the label where the address is not one that may be followed.</summary>
    public static Mrkdwn Link(string? url, string? label)
    {
        var address = SlackText.WebAddress(url);
        var text = SlackText.Escape(string.IsNullOrWhiteSpace(label) ? url : label);
        return address is null ? new(text) : new($"<{SlackText.EscapeEntities(address)}|{text}>");
    }

    /// <summary>A mention, which notifies that person; plain text where it is not a Slack user id.</summary>
    public static Mrkdwn User(string? userId) => SlackText.IsUserId(userId) ? new($"<@{userId}>") : Escape(userId);

    /// <summary>A channel by its name, to click on; plain text where it is not the id of a channel.</summary>
    public static Mrkdwn Channel(string? channelId) => SlackText.IsChannelId(channelId) ? new($"<#{channelId}>") : Escape(channelId);

    /// <summary>Fragments one after another.</summary>
    public static Mrkdwn Join([ConstantExpected] string separator, IEnumerable<Mrkdwn> fragments) =>
        new(string.Join(separator, fragments.Where(fragment => !fragment.IsEmpty)));

    /// <summary>Two fragments, one after the other.</summary>
    public static Mrkdwn operator +(Mrkdwn left, Mrkdwn right) => new(left.ToString() + right.ToString());

    /// <summary>Two fragments, one after the other.</summary>
    public static Mrkdwn Add(Mrkdwn left, Mrkdwn right) => left + right;

    /// <summary>At most so many characters, cut between characters that people see and never inside a link, date or entity.</summary>
    public Mrkdwn Truncate(int max) => new(SlackText.TruncateMarkup(ToString(), max));

    /// <summary>Takes markup that was ours before it was stored.</summary>
    internal static Mrkdwn Stored(string markup) => new(markup);

    static Mrkdwn Wrapped(char mark, Mrkdwn fragment)
    {
        var inner = fragment.ToString().Trim();
        return inner.Length == 0 ? default : new($"{mark}{inner}{mark}");
    }
}
