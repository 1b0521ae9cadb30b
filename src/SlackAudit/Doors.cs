namespace SlackAudit;

/// <summary>What stands before what a browser may see: the names of the policies that say who passes.</summary>
static class Doors
{
    /// <summary>Whoever may see the pages: this machine or, where people sign in, whoever the settings let in.</summary>
    public const string Members = "members";

    /// <summary>Whoever may also act, and see how the service runs.</summary>
    public const string Admins = "admins";
}
