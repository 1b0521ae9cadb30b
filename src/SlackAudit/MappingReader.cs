using System.Globalization;
using System.Text.RegularExpressions;
using SlackAudit.Receive.Custom;

namespace SlackAudit;

/// <summary>Reads how a configured source maps its deliveries: <c>Sources:{name}:Mapping</c>.</summary>
static class MappingReader
{
    /// <summary>The mapping of a source; null for a type that needs none.</summary>
    /// <exception cref="WrongSettingException">It is missing, not allowed or wrong.</exception>
    public static CustomMapping? Read(SettingsSection source, string type)
    {
        if (type != CustomSource.TypeName)
            return source.Has("Mapping") ? throw new WrongSettingException($"Sources:{source.Name}:Mapping is only for sources of the type {CustomSource.TypeName}, and this is {type}.") : null;
        var section = source.Section("Mapping");
        section.Allow("Items", "Decode", "Fields", "Skip", "Redact", "Signature", "SecretHeader", "SecretInAddress");
        var fields = section.Section("Fields");
        fields.Allow(CustomMapping.FieldNames);
        if (!fields.Has("action")) throw new WrongSettingException($"Sources:{source.Name}:Mapping:Fields:action is missing: say where the deliveries tell what was done, or a constant such as 'deploy'.");
        var mapping = new CustomMapping
        {
            Items = section.Text("Items") is { } items ? Path(section, "Items", items) : null,
            Decode = section.Choice("Decode", ItemDecoding.None),
            Fields = CustomMapping.FieldNames.Where(fields.Has).ToDictionary(name => name, name => Field(fields, name)),
            Skip = [.. section.Section("Skip").Children().Select(Skipped)],
            Redact = [.. section.Texts("Redact").Select(path => Path(section, "Redact", path))],
            Signature = section.Has("Signature") ? Signature(section.Section("Signature")) : null,
            SecretHeader = section.Text("SecretHeader"),
            SecretInAddress = section.Flag("SecretInAddress", false),
        };
        if (mapping.Signature is { } signature && source.Texts("Secrets").FirstOrDefault(secret => signature.KeyOf(secret) is null) is not null)
            throw new WrongSettingException($"Sources:{source.Name}:Secrets holds one that is not written in {signature.Key}, which Mapping:Signature:Key says it is.");
        return mapping;
    }

    static FieldRule Field(SettingsSection fields, string name)
    {
        if (fields.Text(name) is { } text) return new FieldRule(Expression(fields, name, text), null, new Dictionary<string, string>());
        var section = fields.Section(name);
        section.Allow("From", "Match", "Map");
        return new FieldRule(Expression(section, "From", section.Required("From")), Match(section), section.Leaves("Map"));
    }

    static Regex? Match(SettingsSection section)
    {
        if (section.Text("Match") is not { } pattern) return null;
        try
        {
            // Without backtracking, so that no payload can make it slow.
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw section.Wrong("Match", pattern, "a regular expression without look-around and back references");
        }
    }

    static (FieldExpression What, IReadOnlySet<string> Is) Skipped(SettingsSection section)
    {
        section.Allow("What", "Is");
        return (Expression(section, "What", section.Required("What")), section.Texts("Is").ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    static HmacProfile Signature(SettingsSection section)
    {
        section.Allow("Header", "Algorithm", "Encoding", "Key", "Prefix", "Signed", "Timestamp", "Id", "Tolerance");
        var signed = section.Text("Signed") ?? "{body}";
        if (!signed.Contains("{body}", StringComparison.Ordinal)) throw section.Wrong("Signed", signed, "a text with {body} in it, such as {timestamp}.{body}");
        foreach (var name in (string[])["Timestamp", "Id"])
        {
            var place = $"{{{name.ToLowerInvariant()}}}";
            if (signed.Contains(place, StringComparison.Ordinal) != section.Has(name))
                throw new WrongSettingException($"{section.Key(name)} and {place} in {section.Key("Signed")} go together: a time or id proves something only where it is signed.");
        }
        var seconds = section.Text("Tolerance") ?? "300";
        if (!int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var tolerance) || tolerance is < 1 or > 3600)
            throw section.Wrong("Tolerance", seconds, "a number of seconds from 1 to 3600");
        return new HmacProfile
        {
            Header = section.Required("Header"),
            Algorithm = section.Choice("Algorithm", HmacAlgorithm.Sha256),
            Encoding = section.Choice("Encoding", SignatureEncoding.Hex),
            Key = section.Choice("Key", KeyEncoding.Utf8),
            Prefix = section.Text("Prefix") ?? "",
            Signed = signed,
            Timestamp = section.Text("Timestamp"),
            Id = section.Text("Id"),
            Tolerance = TimeSpan.FromSeconds(tolerance),
        };
    }

    static FieldPath Path(SettingsSection section, string key, string text) =>
        FieldPath.TryParse(text, out var path, out var problem) ? path : throw section.Wrong(key, text, $"a path such as data.items[0].name, {problem}");

    static FieldExpression Expression(SettingsSection section, string key, string text) =>
        FieldExpression.TryParse(text, out var expression, out var problem) ? expression
        : throw section.Wrong(key, text, $"a path such as data.user.name, a 'constant', header(X-Event), a text with {{paths}} in it, or several of these between ??; a path {problem}");
}
