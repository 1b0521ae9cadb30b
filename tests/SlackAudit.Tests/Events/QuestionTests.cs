using SlackAudit.Events;

namespace SlackAudit.Tests.Events;

public sealed class QuestionTests
{
    static readonly QuestionContext Context = new(
        DateTimeOffset.Parse("2026-03-25T14:03:00Z", System.Globalization.CultureInfo.InvariantCulture),
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), ["alice", "alice@example.com"]);

    static string Read(string text) => Question.Parse(text, Context) switch
    {
        { Query: { } query } => Question.Format(query),
        { Problem: { } problem } => $"! {problem.Position}: {problem.Message}",
        _ => "neither",
    };

    [Fact]
    public void Dump()
    {
        var lines = File.ReadAllLines("/tmp/q.txt");
        File.WriteAllLines("/tmp/q.out", lines.Select(l => l.Length == 0 || l[0] == '#' ? l : $"{l}\n    => {Read(l)}"));
    }
}
