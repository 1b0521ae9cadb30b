using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace SlackAudit.Receive.Custom;

/// <summary>The way to a value: <c>build.steps[0].name</c>, <c>labels["app.kubernetes.io/name"]</c>, <c>records[].data</c>.</summary>
sealed record FieldPath(IReadOnlyList<PathStep> Steps)
{
    /// <summary>Reads a path as it is written in the settings.</summary>
    /// <param name="text">The path.</param>
    /// <param name="path">The path, where it is one.</param>
    /// <param name="problem">Why it is none, to follow "a path ...".</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out FieldPath? path, [NotNullWhen(false)] out string? problem)
    {
        path = null;
        var steps = new List<PathStep>();
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '[')
            {
                if (Bracket(text, ref at) is not { } step)
                {
                    problem = $"in which the bracket at position {at + 1} is one of [0], [] or [\"name\"]";
                    return false;
                }
                steps.Add(step);
                continue;
            }
            if (steps.Count > 0 && text[at] == '.') at++;
            var end = text.AsSpan(at).IndexOfAny(".[") is var length && length < 0 ? text.Length : at + length;
            var name = text[at..end];
            if (name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || c is ']' or '{' or '}' or '"' or '\'' or '(' or ')'))
            {
                problem = $"with a name at position {at + 1}; names with spaces, quotes or dots are written as [\"the name\"]";
                return false;
            }
            steps.Add(new PathStep(name, null));
            at = end;
        }
        problem = steps.Count == 0 ? "with at least one name" : null;
        if (problem is not null) return false;
        path = new FieldPath(steps);
        return true;
    }

    /// <summary>The values at its end: one at most, unless a step means every item.</summary>
    public IEnumerable<JsonElement> All(JsonElement root) => Steps.Aggregate((IEnumerable<JsonElement>)[root], (found, step) => found.SelectMany(step.Of));

    static PathStep? Bracket(string text, ref int at)
    {
        if (text.AsSpan(at).StartsWith("[]"))
        {
            at += 2;
            return new PathStep(null, null);
        }
        var quoted = text.AsSpan(at).StartsWith("[\"");
        var end = text.IndexOf(quoted ? "\"]" : "]", at + 1, StringComparison.Ordinal);
        if (end < 0) return null;
        var inside = text[(at + (quoted ? 2 : 1))..end];
        if (quoted)
        {
            at = end + 2;
            return new PathStep(inside, null);
        }
        if (!int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return null;
        at = end + 1;
        return new PathStep(null, index);
    }
}

/// <summary>One step of a path: into a name, to one item, or (neither) to every item.</summary>
readonly record struct PathStep(string? Name, int? Index)
{
    /// <summary>Where the step leads from a value; nowhere where the value is of another kind.</summary>
    public IEnumerable<JsonElement> Of(JsonElement value)
    {
        if (Name is { } name) return value.At(name) is { ValueKind: not JsonValueKind.Undefined } found ? [found] : [];
        if (value.ValueKind != JsonValueKind.Array) return [];
        if (Index is not { } index) return value.EnumerateArray();
        return index < value.GetArrayLength() ? [value[index]] : [];
    }
}
