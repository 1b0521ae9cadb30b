namespace SlackAudit.Tests.Documents;

/// <summary>The files that people read, where they lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(Path(relative));

    static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "SlackAudit.sln"))
            ? folder
            : Find(Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("These tests read files of the repository: run them inside it."));
}
