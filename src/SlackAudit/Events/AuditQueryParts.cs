namespace SlackAudit.Events;

/// <content>A question taken apart, to see what of it an event does not meet.</content>
public sealed partial record AuditQuery
{
    /// <summary>Each condition of the question alone, with the word for what it is about: all of them together ask what the question asks.</summary>
    internal IEnumerable<(string About, AuditQuery Part)> Parts()
    {
        var none = new AuditQuery { Known = Known };
        if (Actions.Count > 0) yield return ("action", none with { Actions = Actions });
        foreach (var group in Words) yield return ("name", none with { Words = [group] });
        if (Apps.Count > 0) yield return ("app", none with { Apps = Apps });
        if (Targets.Count > 0) yield return ("target", none with { Targets = Targets });
        if (Actors.Count > 0) yield return ("actor", none with { Actors = Actors });
        if (Scopes.Count > 0) yield return ("scope", none with { Scopes = Scopes });
        if (Sources.Count > 0) yield return ("source", none with { Sources = Sources });
        if (Outcomes.Count > 0) yield return ("outcome", none with { Outcomes = Outcomes });
        if (Sensitive is not null) yield return ("sensitive", none with { Sensitive = Sensitive });
        foreach (var text in Texts) yield return ("text", none with { Texts = [text] });
        if (HasTime) yield return ("time", none with { Since = Since, Until = Until });
        foreach (var except in Except) yield return ("exception", none with { Except = [except] });
    }
}
