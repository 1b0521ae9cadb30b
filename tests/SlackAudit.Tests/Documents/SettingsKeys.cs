using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace SlackAudit.Tests.Documents;

/// <summary>Which settings there are, asked of the reader itself: it names what is allowed where it refuses what is not.</summary>
internal static class SettingsKeys
{
    const string NoSuchKey = "Nonsense";

    /// <summary>The sections at the top, such as <c>Slack</c>.</summary>
    public static string[] Sections()
    {
        var asked = new Asked();
        SettingsReader.Read(asked);
        return [.. asked.Keys.Order()];
    }

    /// <summary>What may stand in a section, such as <c>Rules:0</c>.</summary>
    public static string[] Allowed(string section)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new($"{section}:{NoSuchKey}", "x")]).Build();
        var refusal = Assert.Throws<WrongSettingException>(() => SettingsReader.Read(settings)).Message;
        const string Lead = "Allowed here: ";
        Assert.Contains(Lead, refusal, StringComparison.Ordinal);
        return [.. refusal[(refusal.IndexOf(Lead, StringComparison.Ordinal) + Lead.Length)..].TrimEnd('.').Split(", ").Order()];
    }

    sealed class Asked : IConfiguration
    {
        readonly IConfiguration none = new ConfigurationBuilder().Build();

        public HashSet<string> Keys { get; } = [];

        public string? this[string key]
        {
            get
            {
                Keys.Add(key);
                return none[key];
            }
            set => none[key] = value;
        }

        public IEnumerable<IConfigurationSection> GetChildren() => none.GetChildren();

        public IChangeToken GetReloadToken() => none.GetReloadToken();

        public IConfigurationSection GetSection(string key)
        {
            Keys.Add(key);
            return none.GetSection(key);
        }
    }
}
