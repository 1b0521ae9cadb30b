namespace SlackAudit.Cli.Demo;

/// <summary>One of the team's applications.</summary>
/// <param name="Name">Its name on the racks; its repository is <c>acme/NAME</c>.</param>
/// <param name="People">Who works on it.</param>
/// <param name="Process">The process that people open shells in.</param>
/// <param name="FirstNumber">Where its pull requests are counted from.</param>
/// <param name="Things">What its people change.</param>
sealed record DemoApp(string Name, string[] People, string Process, int FirstNumber, string[] Things)
{
    public string Repository => $"acme/{Name}";
}

/// <summary>Who and what there is: eight people, three applications, two racks and what they stand on.</summary>
static class DemoTeam
{
    public const string Bot = "ci-bot";

    public const string Production = "production";

    public const string Staging = "staging";

    public const string ProductionDatabase = "prod-db";

    public static readonly DemoApp MyApp = new("myapp", ["alice", "frank", "heidi"], "web-7d9f", 1180,
    [
        "the sign-in page", "password reset mails", "the onboarding tour", "avatar uploads", "the settings form", "session expiry", "dark mode",
        "the export button", "rate limits", "push messages", "the team switcher", "time zones", "the health check",
    ]);

    public static readonly DemoApp Billing = new("billing", ["bob", "erin", "grace"], "web-58c4", 640,
    [
        "invoice PDFs", "card declines", "tax rates", "the dunning job", "refunds", "currency rounding", "the payments client",
        "subscription upgrades", "the ledger import", "receipt mails", "credit notes", "proration",
    ]);

    public static readonly DemoApp Search = new("search", ["carol", "dave", "grace"], "indexer-3b1a", 310,
    [
        "the indexer", "synonyms", "ranking weights", "query parsing", "facets", "the suggest endpoint", "typo tolerance", "shard allocation",
        "snippet highlighting", "crawl scheduling", "stop words", "the reindex command",
    ]);

    /// <summary>The applications as often as they change.</summary>
    public static readonly DemoApp[] Apps = [MyApp, MyApp, MyApp, Billing, Billing, Search, Search];

    /// <summary>Who is on call for machines, databases and racks.</summary>
    public static readonly string[] Operators = ["dave", "grace", "carol", "heidi", "frank", "alice", "bob", "erin"];

    public static readonly string[] Verbs = ["Speed up", "Fix", "Simplify", "Rework", "Clean up", "Log more about", "Tighten", "Test"];

    public static readonly string[] Variables = ["LOG_LEVEL", "CACHE_TTL", "WORKER_THREADS", "FEATURE_FLAGS", "SMTP_HOST", "SEARCH_TIMEOUT_MS", "API_TOKEN"];

    public static readonly string[] Commands = ["bin/console", "bash", "bin/rake cache:clear", "top -b -n 1", "bin/console --readonly", "env | cut -d= -f1"];

    public static readonly string[] Databases = [ProductionDatabase, ProductionDatabase, "billing-db", "search-index", "staging-db"];

    /// <summary>When in the working day (UTC) things begin, as often as they do.</summary>
    public static readonly int[] Hours = [6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 10, 11, 11, 11, 12, 13, 13, 13, 13, 14, 14, 14, 15, 15, 15, 16];

    /// <summary>The address people work from; addresses of documentation, which nobody has.</summary>
    public static string Address(string who) => who is "dave" or "grace" ? $"198.51.100.{20 + who.Length}" : "203.0.113.7";
}
