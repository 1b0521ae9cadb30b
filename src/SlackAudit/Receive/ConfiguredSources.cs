using System.Collections.Frozen;

namespace SlackAudit.Receive;

/// <summary>The sources that exist: those with a secret or a topic.</summary>
public sealed class ConfiguredSources
{
    readonly FrozenDictionary<string, ConfiguredSource> byName;

    /// <summary>Joins settings and source types.</summary>
    public ConfiguredSources(IEnumerable<SourceSettings> settings) =>
        byName = settings.Where(source => source.Exists).ToFrozenDictionary(
            source => source.Name, source => new ConfiguredSource(source, ReceiveRoom.TypeOf(source)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the sources.</summary>
    public IReadOnlyList<string> Names => [.. byName.Values.Select(source => source.Settings.Name)];

    /// <summary>The source of this name; null when none is configured or it has neither secret nor topic.</summary>
    public ConfiguredSource? Find(string name) => byName.GetValueOrDefault(name);
}

/// <summary>A source and the type that verifies and reads it.</summary>
/// <param name="Settings">Its settings.</param>
/// <param name="Type">Its type.</param>
public sealed record ConfiguredSource(SourceSettings Settings, ISource Type);
