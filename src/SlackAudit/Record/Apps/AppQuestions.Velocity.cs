using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record.Apps;

/// <content>How fast and how well an app is delivered.</content>
public sealed partial class AppQuestions
{
    // Of further deployments it is counted how they went, and not what they brought.
    const int MostStories = 60;

    /// <summary>How fast and how well an app is delivered.</summary>
    /// <param name="about">Which app, where and since when.</param>
    /// <param name="until">The end of the time.</param>
    /// <param name="zone">The zone in which days and weeks are counted.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<Velocity> VelocityAsync(AuditQuery about, DateTimeOffset until, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var app = await AppLog.OpenAsync(questions, about, cancellationToken);
        var since = about.Since ?? until.AddDays(-30);
        var deploys = new AuditQuery { Actions = [Actions.Deploy] };
        var events = await app.NewestAsync(deploys with { Since = since, Until = until });
        // Two sources that tell of one deployment would count it twice.
        var source = events.CountBy(e => e.Source).OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Key).FirstOrDefault();
        var steps = AppLog.Steps(events.Where(e => e.Source == source)).Where(step => step.Role == StoryRole.Deployed).ToList();
        var deployments = new List<Deployment>();
        foreach (var step in steps.Where(step => step.Outcome is Outcome.Success or Outcome.Failure))
            deployments.Add(Deployment.Of(step, deployments.Count < MostStories ? await stories.OfAsync(step.Event, cancellationToken) : null));
        deployments.Reverse();
        var hasEarlier = (await app.NewestAsync(deploys with { Until = since }, 20)).Count > 0;
        // A week in which there was no app yet is no slow week.
        var counted = hasEarlier || deployments.Count == 0 ? since : Monday(deployments[0].At, zone);
        return Velocity.Of(deployments, since, until, counted, zone) with
        {
            Source = source,
            Unfinished = steps.Count(step => step.Outcome == Outcome.Started),
            Scopes = app.Scopes,
            IsPart = app.IsPart,
        };
    }

    static DateTimeOffset Monday(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(at, zone).Date;
        return new QuestionCalendar(at, zone).Instant(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));
    }
}
