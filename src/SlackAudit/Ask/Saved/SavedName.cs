using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Ask.Saved;

/// <summary>Which names a question can be saved under: those that mean nothing yet, so that nothing changes its meaning.</summary>
sealed class SavedName(IServiceProviderIsKeyedService handlers, SlackSettings slack)
{
    // Words that questions about apps begin with, and what is answered without being asked of the log.
    static readonly string[] Taken = ["help", "changed", "diff", "state", "velocity", "what"];

    /// <summary>Why a question cannot have that name, a sentence; null when it can.</summary>
    /// <param name="typed">The name as typed.</param>
    /// <param name="log">The log as whoever saves it may see it.</param>
    /// <param name="context">Who saves it.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<string?> ProblemAsync(string typed, LogView log, QuestionContext context, CancellationToken cancellationToken)
    {
        var name = Names.Fold(typed);
        if (name.Length is 0 or > SavedQuestions.LongestName || !char.IsLetterOrDigit(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.'))
            return $"A name is one word of at most {SavedQuestions.LongestName} letters, digits, dashes and dots, such as morning.";
        if (Taken.Contains(name) || handlers.IsKeyedService(typeof(ISlashCommandHandler), SlackRegistration.Key($"{slack.Command} {name}")))
            return $"{name} is a command of its own. Take another name.";
        if (IsOfTheGrammar(name, context)) return $"{QuestionProblem.Show(name)} means something in questions already. Take another name.";
        // That it was saved once, the log knows, too.
        var met = new AuditQuery { Shape = QueryShape.Last, Limit = 1, Words = [[name]], Except = [new AuditQuery { Sources = [OwnSource.Name] }] };
        var known = await log.Questions.AskAsync(met, context.Zone, 1, null, cancellationToken);
        return known.IsEmpty ? null : $"The log knows an app, a target or a person called {name}, who could not be asked about so any more. Take another name.";
    }

    // A part of a time, such as morning, means nothing alone.
    static bool IsOfTheGrammar(string name, QuestionContext context)
    {
        if (QuestionWords.Keys.ContainsKey(name) || QuestionWords.Find(name) is { Sense: not Sense.Time }) return true;
        return Question.Parse(name, context with { IsKnownName = _ => true }).Query is { } query && query != new AuditQuery { Words = [[name]], Notes = query.Notes }.Knowing(context.People);
    }
}
