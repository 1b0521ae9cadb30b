using SlackAudit.Receive;

namespace SlackAudit.Cli.Import;

/// <summary>The source that somebody names on the command line: a configured one, or a type of sender.</summary>
static class NamedSource
{
    /// <summary>The source's name, what reads its deliveries, and its settings where it is configured; null where there is none of that name.</summary>
    public static (string Name, ISource Type, SourceSettings? Settings)? Find(string name, Settings settings)
    {
        var configured = settings.Sources.FirstOrDefault(source => source.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (configured is not null) return (configured.Name, ReceiveRoom.TypeOf(configured), configured);
        var type = ReceiveRoom.Types.FirstOrDefault(type => type.Type.Equals(name, StringComparison.OrdinalIgnoreCase));
        return type is null ? null : (type.Type, type, null);
    }

    /// <summary>What to say where there is none.</summary>
    public static string Unknown(string name, Settings settings)
    {
        var known = settings.Sources.Select(configured => configured.Name).Concat(ReceiveRoom.Types.Select(type => type.Type)).Distinct(StringComparer.OrdinalIgnoreCase);
        return $"\"{name}\" is no source; these are: {string.Join(", ", known)}.";
    }
}
