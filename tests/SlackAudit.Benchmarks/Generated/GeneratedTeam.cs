using System.Globalization;

namespace SlackAudit.Benchmarks.Generated;

/// <summary>The team of a generated log: 300 apps, 200 people, 2,000 things that it stands on, and when it works.</summary>
static class GeneratedTeam
{
    static readonly string[] Areas =
    [
        "billing", "search", "signup", "orders", "ledger", "mail", "reports", "catalog", "media", "chat", "maps", "audit", "pricing", "stock", "tax",
        "refunds", "support", "partner", "mobile", "web", "auth", "profile", "export", "import", "metrics", "alerts", "feeds", "jobs", "files", "events",
    ];

    static readonly string[] Kinds = ["", "-api", "-worker", "-admin", "-web", "-sync", "-jobs", "-gateway", "-cache", "-tools"];

    static readonly string[] First =
        ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "karl", "lena", "mallory", "nina", "oscar", "peggy", "quinn", "rita", "sam", "tina"];

    static readonly string[] Last = ["", ".abel", ".baker", ".cohen", ".duarte", ".evans", ".fischer", ".garcia", ".haas", ".ito"];

    public static readonly string[] Apps = ["myapp", .. Kinds.SelectMany(kind => Areas.Select(area => area + kind)).Take(299)];

    public static readonly string[] People = [.. Last.SelectMany(last => First.Select(first => first + last))];

    public static readonly string[] Bots = ["ci-bot", "dependabot[bot]", "deploy-bot", "renovate[bot]"];

    /// <summary>What is not an app: 2,000 in all.</summary>
    public static readonly string[] Databases = ["prod-db", .. Named("db", 149)];
    public static readonly string[] Instances = [.. Enumerable.Range(0, 800).Select(i => "i-" + new Dice((ulong)i + 77).Hex(17))];
    public static readonly string[] Secrets = [.. Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Apps[i % 250]}/{(i < 250 ? "database" : "signing")}-key"))];
    public static readonly string[] Roles = [.. Named("role", 200)];
    public static readonly string[] Resources = [.. Named("queue", 150), .. Named("bucket", 200)];

    public static readonly string[] Racks = ["production", "staging", "production-eu", "demo"];
    public static readonly string[] Accounts = ["123456789012", "210987654321", "345678901234"];

    public static readonly Skewed<string> App = Skewed<string>.ByRank(Apps);
    public static readonly Skewed<string> Person = Skewed<string>.ByRank(People);
    public static readonly Skewed<string> Rack = Skewed<string>.ByRank(Racks);
    public static readonly Skewed<string> Account = Skewed<string>.ByRank(Accounts);
    public static readonly Skewed<string> Database = Skewed<string>.ByRank(Databases);
    public static readonly Skewed<string> Instance = Skewed<string>.ByRank(Instances);
    public static readonly Skewed<string> Secret = Skewed<string>.ByRank(Secrets);
    public static readonly Skewed<string> Role = Skewed<string>.ByRank(Roles);
    public static readonly Skewed<string> Resource = Skewed<string>.ByRank(Resources);

    static readonly string[] Verbs = ["Fix", "Speed up", "Simplify", "Rework", "Test", "Log more about", "Tighten", "Clean up", "Revert", "Document", "Bump", "Remove"];

    static readonly string[] Things =
    [
        "the sign-in page", "password reset mails", "invoice PDFs", "card declines", "tax rates", "the dunning job", "refunds", "currency rounding", "the indexer",
        "synonyms", "ranking weights", "query parsing", "session expiry", "rate limits", "time zones", "the health check", "credit notes", "receipt mails",
        "the ledger import", "avatar uploads", "dark mode", "push messages", "the team switcher", "typo tolerance", "crawl scheduling", "stop words",
    ];

    static readonly string[] Ends = ["", "", "", " in the checkout", " for large accounts", " after the migration", " on mobile", " when the cache is cold", " (rollback)"];

    /// <summary>What a commit says.</summary>
    public static string Change(ref Dice dice) => $"{dice.Of(Verbs)} {dice.Of(Things)}{dice.Of(Ends)}";

    static IEnumerable<string> Named(string kind, int count) =>
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Areas[i % Areas.Length]}-{kind}{(i < Areas.Length ? "" : "-" + i / Areas.Length)}"));
}
