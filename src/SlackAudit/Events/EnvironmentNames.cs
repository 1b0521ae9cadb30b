namespace SlackAudit.Events;

/// <summary>What the names of environments mean.</summary>
static class EnvironmentNames
{
    /// <summary>Whether people call that production: <c>production</c>, <c>prod-eu</c>, <c>prod2</c>, <c>acme/live</c>, and not <c>pre-prod</c>.</summary>
    public static bool IsProduction(string? environment)
    {
        if (environment is null) return false;
        var words = environment.ToLowerInvariant().Split(['-', '_', '/', '.', ':', ' ', '(', ')']);
        return words.Any(w => w.TrimEnd("0123456789".ToCharArray()) is "production" or "prod" or "live") && !words.Any(w => w is "pre" or "non" or "not");
    }
}
