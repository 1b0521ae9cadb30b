using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SlackAudit.Slack;

/// <summary>What the compiler builds for <c>Mrkdwn.Of($"...")</c>: literals stay markup, every other text is escaped.</summary>
[InterpolatedStringHandler]
public readonly ref struct MrkdwnInterpolation
{
    readonly StringBuilder text;

    /// <summary>Called by the compiler.</summary>
    public MrkdwnInterpolation(int literalLength, int formattedCount) =>
        text = new StringBuilder(literalLength + formattedCount * 16);

    /// <summary>Adds markup written in our own code.</summary>
    public void AppendLiteral(string value) => text.Append(value);

    /// <summary>Adds a fragment that is safe already.</summary>
    public void AppendFormatted(Mrkdwn value) => text.Append(value.ToString());

    /// <summary>Adds untrusted text, escaped.</summary>
    public void AppendFormatted(string? value) => text.Append(SlackText.Escape(value));

    /// <summary>Adds a number, with the same digits and signs everywhere.</summary>
    public void AppendFormatted(long value) => text.Append(value.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>The markup built so far.</summary>
    public override string ToString() => text.ToString();
}
