using System.Globalization;

namespace SlackAudit;

/// <summary>Where people reach the page of an event (<c>PublicUrl</c>); nowhere while that is not set.</summary>
sealed class EventPages(Uri? root)
{
    const string Folder = "/events/";

    /// <summary>Pages that nobody can reach from elsewhere.</summary>
    public static readonly EventPages None = new(null);

    /// <summary>The address of an event's page; null where there is none.</summary>
    public string? Of(long id) => root is null ? null : new Uri(root, Path(id)).AbsoluteUri;

    /// <summary>The event whose page an address is; null for any other address.</summary>
    public long? Read(string address) =>
        root is not null && Uri.TryCreate(address, UriKind.Absolute, out var page) && page.UserInfo.Length == 0
        && Uri.Compare(page, root, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
        && page.AbsolutePath.StartsWith(Folder, StringComparison.Ordinal)
        && long.TryParse(page.AbsolutePath.AsSpan(Folder.Length).TrimEnd('/'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The page of an event within the pages.</summary>
    public static string Path(long id) => string.Create(CultureInfo.InvariantCulture, $"{Folder}{id}");
}
