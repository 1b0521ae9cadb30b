using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>Finds in a record what the rows of the table name by a path. Of several things in a list a path leads to the first.</summary>
static partial class RecordPaths
{
    const int LongestName = 256;

    // What stands beside a thing's name in nearly every request and tells nothing.
    static readonly string[] Beside = ["client", "token", "request", "dryrun", "password", "secret", "max", "next", "region", "account"];

    /// <summary>The things of a call by their names, and how many there are.</summary>
    public static (string? Name, int Count) Target(CloudTrailRecord record, Meaning meaning)
    {
        foreach (var path in meaning.TargetPaths)
        {
            if (Find(record, path, out var count) is { } name) return (name, count);
        }

        return (Unlisted(record), 1);
    }

    /// <summary>The phrase with what its <c>{paths}</c> lead to; null where nothing is there and it cannot be left out.</summary>
    public static string? Fill(CloudTrailRecord record, string phrase, bool optional)
    {
        if (!phrase.Contains('{')) return phrase;
        var missing = false;
        var filled = Placeholder().Replace(phrase, match =>
        {
            var value = Find(record, match.Groups["path"].Value, out _);
            missing |= value is null;
            return value is null ? "" : value + match.Groups["space"].Value;
        });
        return missing && optional ? null : filled;
    }

    static string? Find(CloudTrailRecord record, string path, out int count)
    {
        var value = path[0] == '/' ? record.Json : record.Request;
        count = 1;
        foreach (var step in path.TrimStart('/').Split('.'))
        {
            value = First(value, ref count, step).At(step);
        }

        return Text(First(value, ref count, null));
    }

    // Lists come as arrays, or, from ec2, as an object with items.
    static JsonElement First(JsonElement value, ref int count, string? wanted)
    {
        if (value.ValueKind == JsonValueKind.Object && value.At("items").ValueKind == JsonValueKind.Array && (wanted is null || value.At(wanted).ValueKind == JsonValueKind.Undefined)) value = value.At("items");
        if (value.ValueKind != JsonValueKind.Array) return value;
        count = Math.Max(1, value.GetArrayLength());
        foreach (var item in value.EnumerateArray()) return item;
        return default;
    }

    static string? Text(JsonElement value) => value.TextOrNumber() is { } text && text != CloudTrailRecord.Hidden ? OneLine.Of(Arn.Name(text.Trim()), LongestName) : null;

    /// <summary>For a call without a row: what bears the name of the call's noun, else the resource that the record lists, else the first name or id.</summary>
    static string? Unlisted(CloudTrailRecord record)
    {
        var noun = CallWords.Of(record.Call).Nouns.Replace(" ", "", StringComparison.Ordinal);
        if (noun.EndsWith('s')) noun = noun[..^1];
        string? first = null;
        if (record.Request.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in record.Request.EnumerateObject())
            {
                var name = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member)).ToLowerInvariant();
                if (member.Value.ValueKind != JsonValueKind.String || Beside.Any(name.Contains) || !IsName(name, noun, out var exactly)) continue;
                if (Text(member.Value) is not { } text) continue;
                if (exactly) return text;
                first ??= text;
            }
        }

        var count = 1;
        return Text(First(record.Json.At("resources"), ref count, null).At("ARN")) ?? first;
    }

    static bool IsName(string member, string noun, out bool exactly)
    {
        exactly = noun.Length > 0 && member.StartsWith(noun, StringComparison.Ordinal) && member[noun.Length..] is "" or "name" or "id" or "arn" or "identifier" or "url";
        return exactly || member.EndsWith("name", StringComparison.Ordinal) || member.EndsWith("id", StringComparison.Ordinal)
            || member.EndsWith("arn", StringComparison.Ordinal) || member.EndsWith("identifier", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{(?<path>[^}]+)\}(?<space> ?)")]
    private static partial Regex Placeholder();
}
