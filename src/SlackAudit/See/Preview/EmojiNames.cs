using System.Collections.Frozen;

namespace SlackAudit.See.Preview;

/// <summary>The emoji that messages of an audit log use, by Slack's names.</summary>
static class EmojiNames
{
    static readonly (string Name, string Emoji)[] Drawn =
    [
        ("rotating_light", "🚨"), ("warning", "⚠️"), ("x", "❌"), ("white_check_mark", "✅"), ("heavy_check_mark", "✔️"),
        ("rocket", "🚀"), ("hammer", "🔨"), ("hammer_and_wrench", "🛠️"), ("wrench", "🔧"), ("gear", "⚙️"), ("lock", "🔒"),
        ("unlock", "🔓"), ("key", "🔑"), ("closed_lock_with_key", "🔐"), ("bust_in_silhouette", "👤"), ("busts_in_silhouette", "👥"),
        ("eyes", "👀"), ("mag", "🔍"), ("package", "📦"), ("label", "🏷️"), ("wastebasket", "🗑️"), ("fire", "🔥"), ("shield", "🛡️"),
        ("bell", "🔔"), ("no_bell", "🔕"), ("computer", "💻"), ("desktop_computer", "🖥️"), ("cloud", "☁️"),
        ("hourglass_flowing_sand", "⏳"), ("hourglass", "⌛"), ("arrow_up", "⬆️"), ("arrow_down", "⬇️"), ("arrow_right", "➡️"),
        ("arrow_forward", "▶️"), ("chart_with_upwards_trend", "📈"), ("bar_chart", "📊"), ("calendar", "📆"), ("clipboard", "📋"),
        ("scroll", "📜"), ("memo", "📝"), ("link", "🔗"), ("chains", "⛓️"), ("ghost", "👻"), ("thinking_face", "🤔"), ("red_circle", "🔴"),
        ("large_orange_circle", "🟠"), ("large_yellow_circle", "🟡"), ("large_green_circle", "🟢"), ("large_blue_circle", "🔵"),
        ("white_circle", "⚪"), ("information_source", "ℹ️"), ("question", "❓"), ("exclamation", "❗"), ("zap", "⚡"), ("seedling", "🌱"),
        ("tada", "🎉"), ("wave", "👋"), ("mute", "🔇"), ("zzz", "💤"), ("card_file_box", "🗃️"), ("file_cabinet", "🗄️"),
        ("floppy_disk", "💾"), ("twisted_rightwards_arrows", "🔀"), ("recycle", "♻️"), ("no_entry", "⛔"),
        ("grey_question", "❔"), ("heavy_minus_sign", "➖"), ("loud_sound", "🔊"), ("new", "🆕"), ("octagonal_sign", "🛑"),
    ];

    static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Drawn.ToFrozenDictionary(each => each.Name, each => each.Emoji).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The emoji of a name; null for a name we do not draw.</summary>
    public static string? Find(ReadOnlySpan<char> name) => ByName.TryGetValue(name, out var emoji) ? emoji : null;
}
