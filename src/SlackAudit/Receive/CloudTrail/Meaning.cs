namespace SlackAudit.Receive.CloudTrail;

/// <summary>When somebody should look at a call even if it is routine.</summary>
enum Look
{
    No,

    /// <summary>Unless an AWS service made it.</summary>
    AtPeople,

    Yes,
}

/// <summary>What calls of one service mean.</summary>
/// <param name="Service">The service, such as <c>ssm</c>.</param>
/// <param name="Calls">The calls, with spaces between; a last <c>*</c> fits any ending, but no read.</param>
/// <param name="Action">In the words of <see cref="Events.Actions"/>.</param>
/// <param name="Look">Whether somebody should look.</param>
/// <param name="TargetType">What kind of thing it is done to.</param>
/// <param name="Target">
/// Where its name is, the first path that leads to one: from the request's parameters on, or with a leading slash from the whole record.
/// </param>
/// <param name="Phrase">What was done, beginning with a verb; <c>{path}</c> stands for what is there. Without one the call's own words say it.</param>
/// <param name="After">What follows the target in the sentence, where its <c>{path}</c> leads to something.</param>
sealed record Meaning(string Service, string Calls, string Action, Look Look = Look.No, string? TargetType = null, string Target = "", string? Phrase = null, string? After = null)
{
    public IEnumerable<string> CallNames => Calls.Split(' ');

    public string[] TargetPaths { get; } = Target.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
