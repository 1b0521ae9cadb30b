using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.See;

/// <summary>The style sheet, from the program itself, so that it is there in every working directory.</summary>
static class StyleSheet
{
    public const string Path = "/style.css";

    static readonly string Css = Read();

    /// <summary>Its address, which changes with its content so that browsers may keep it for good.</summary>
    public static string Address { get; } = $"{Path}?v={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))[..12]}";

    public static IResult Send(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text(Css, "text/css", Encoding.UTF8);
    }

    static string Read()
    {
        using var css = typeof(StyleSheet).Assembly.GetManifestResourceStream("style.css")
            ?? throw new InvalidOperationException("The style sheet was not built into the program.");
        using var reader = new StreamReader(css, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
