using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Ask.Home;

/// <summary>Reads from the log what the app's home tells somebody.</summary>
sealed class HomeReading(Answering answering, LogAnswers answers, SourceReports sources, ConfirmedEvents confirmations, SlackSettings slack)
{
    const int MostListed = 5;

    // Of as many sensitive events those are listed that nobody has confirmed.
    const int MostAsked = 50;
    const string SensitiveOfLate = "sensitive since 7d";

    /// <summary>The home of somebody.</summary>
    public async Task<HomeView> ReadAsync(SlackAsker asker, CancellationToken cancellationToken)
    {
        if (asker.Role < Role.Member) return BlockKit.FitHome(HomePage.Refused);
        var told = await answers.GiveAsync(asker, async (log, context) =>
        {
            var facts = await FactsAsync(asker, log, context, cancellationToken);
            if (facts.ShowsSensitive) await answering.LookedAsync(asker, context, $"the app's home: {SensitiveOfLate}", cancellationToken);
            return new Message { Blocks = HomePage.Blocks(facts) };
        }, cancellationToken);
        return BlockKit.FitHome(HomePage.Of(told.Blocks, slack.Command));
    }

    async Task<HomeFacts> FactsAsync(SlackAsker asker, LogView log, QuestionContext context, CancellationToken cancellationToken)
    {
        var unconfirmed = asker.SeesSensitive ? await AnswerAsync(SensitiveOfLate, MostAsked) : null;
        var answers = unconfirmed is null ? new Dictionary<long, Confirmation>() : await confirmations.OfAsync([.. unconfirmed.Events.Select(e => e.Id)], cancellationToken);
        return new HomeFacts
        {
            Now = context.Now,
            Zone = context.Zone,
            Today = await CountAsync("count today"),
            Deploys = await CountAsync("count deploys today"),
            Sensitive = asker.SeesSensitive ? await CountAsync("count sensitive today") : null,
            Unconfirmed = unconfirmed is null ? null : unconfirmed with { Events = [.. unconfirmed.Events.Where(e => answers.GetValueOrDefault(e.Id)?.Answer != Confirmation.Yes).Take(MostListed)] },
            Confirmations = answers,
            Mine = await AnswerAsync("last 5 by me", MostListed),
            Sources = await sources.MakeAsync(cancellationToken),
        };

        Task<Answer> AnswerAsync(string question, int most) => log.Questions.AskAsync(Question.Parse(question, context).Query!, context.Zone, most, null, cancellationToken);

        async Task<Tally?> CountAsync(string question) => (await AnswerAsync(question, 1)).Tallies.FirstOrDefault(tally => tally.Count > 0);
    }
}
