using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit;

/// <summary>A part of the settings that knows its own key, so that every complaint can name it.</summary>
sealed class SettingsSection(IConfiguration configuration, string path)
{
    /// <summary>The last part of its key.</summary>
    public string Name => path[(path.LastIndexOf(':') + 1)..];

    public SettingsSection Section(string key) => new(configuration.GetSection(key), Key(key));

    public IEnumerable<SettingsSection> Children() => configuration.GetChildren().Select(child => new SettingsSection(child, Key(child.Key)));

    /// <summary>Refuses keys that nobody reads: mostly they are misspelt, and would silently do nothing.</summary>
    public void Allow(params string[] keys)
    {
        foreach (var child in configuration.GetChildren())
        {
            if (keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) continue;
            var nearest = NearestWord.Find(child.Key.ToLowerInvariant(), keys.Select(key => key.ToLowerInvariant()));
            var meant = keys.FirstOrDefault(key => key.Equals(nearest, StringComparison.OrdinalIgnoreCase));
            throw new WrongSettingException(
                $"{Key(child.Key)} is not a setting.{(meant is null ? "" : $" Did you mean {Key(meant)}?")} Allowed here: {string.Join(", ", keys)}.");
        }
    }

    /// <summary>A text; null when it is missing or empty.</summary>
    public string? Text(string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();

    public string Required(string key) => Text(key) ?? throw new WrongSettingException($"{Key(key)} is missing.");

    /// <summary>A list, which may also be one text.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var section = configuration.GetSection(key);
        // An empty JSON list arrives as an empty text.
        var texts = section.Value is { Length: > 0 } one ? [one] : section.GetChildren().Select(child => child.Value ?? "").ToArray();
        return texts.Any(string.IsNullOrWhiteSpace) && texts.Length > 0
            ? throw new WrongSettingException($"{Key(key)} holds an empty entry; remove it or fill it in.")
            : texts;
    }

    /// <summary>Every text below a key, by what follows the key: names that hold a colon are told apart in no other way.</summary>
    public IReadOnlyDictionary<string, string> Leaves(string key) => configuration.GetSection(key).AsEnumerable(makePathsRelative: true)
        .Where(leaf => leaf.Key.Length > 0 && leaf.Value is not null).ToDictionary(leaf => leaf.Key, leaf => leaf.Value!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether anything stands in this section.</summary>
    public bool Exists => configuration.GetChildren().Any();

    /// <summary>Whether a key is there and empty.</summary>
    public bool IsEmpty(string key) => configuration[key] is { } text && string.IsNullOrWhiteSpace(text);

    /// <summary>A time such as <c>90m</c>, <c>2h</c> or <c>3d</c>, from one minute to <paramref name="longest"/>; null when it is missing or empty.</summary>
    public TimeSpan? Span(string key, TimeSpan longest, string allowed)
    {
        if (Text(key) is not { } text) return null;
        if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount > longest.TotalMinutes) throw Wrong(key, text, allowed);
        var span = char.ToLowerInvariant(text[^1]) switch
        {
            'm' => TimeSpan.FromMinutes(amount),
            'h' => TimeSpan.FromHours(amount),
            'd' => TimeSpan.FromDays(amount),
            _ => throw Wrong(key, text, allowed),
        };
        return span >= TimeSpan.FromMinutes(1) && span <= longest ? span : throw Wrong(key, text, allowed);
    }

    /// <summary>Whether anything stands under a key.</summary>
    public bool Has(string key) => configuration.GetSection(key).Exists();

    public bool Flag(string key, bool otherwise) => Text(key) is not { } text ? otherwise
        : bool.TryParse(text, out var flag) ? flag
        : throw Wrong(key, text, "true or false");

    /// <summary>A whole number from 1 to <paramref name="most"/>; null when it is missing or empty.</summary>
    public int? Count(string key, int most, string allowed) => Text(key) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most ? count
        : throw Wrong(key, text, allowed);

    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum => Text(key) is not { } text ? otherwise
        : Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(text[0]) ? choice
        : throw Wrong(key, text, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    public WrongSettingException Wrong(string key, string found, string allowed) => new($"{Key(key)} is \"{found}\", but must be {allowed.TrimEnd('.')}.");

    /// <summary>The whole key of something in this section.</summary>
    public string Key(string key) => path.Length == 0 ? key : $"{path}:{key}";
}
