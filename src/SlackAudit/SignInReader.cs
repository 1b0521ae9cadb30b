using System.Globalization;
using SlackAudit.See.SignIn;

namespace SlackAudit;

/// <summary>Reads the settings under <c>SignIn</c>.</summary>
static class SignInReader
{
    const int ShortestSecret = 16;

    /// <summary>How people sign in; null where they do not.</summary>
    /// <exception cref="WrongSettingException">One is wrong, unknown or missing.</exception>
    public static SignInSettings? Read(SettingsSection section, Uri? publicUrl)
    {
        string[] keys = ["Authority", "ClientId", "ClientSecret", "Members", "Auditors", "Admins", "Contact"];
        section.Allow(keys);
        if (!keys.Any(key => section.Text(key) is not null || section.Texts(key).Count > 0)) return null;
        var settings = new SignInSettings
        {
            Authority = Authority(section),
            ClientId = section.Required("ClientId"),
            ClientSecret = Secret(section),
            PublicUrl = publicUrl ?? throw new WrongSettingException("PublicUrl is missing: with SignIn, it says where people come back to from signing in, such as https://audit.example.com."),
            Members = Addresses(section, "Members"),
            Auditors = Addresses(section, "Auditors"),
            Admins = Addresses(section, "Admins"),
            Contact = section.Text("Contact"),
        };
        return settings.Members.Count > 0 ? settings
            : throw new WrongSettingException("SignIn:Members is missing: list the e-mail addresses (alice@example.com) or domains (@example.com) of whoever may see the pages. Whoever has an account there is not enough.");
    }

    static Uri Authority(SettingsSection section)
    {
        var text = section.Required("Authority");
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url is { Scheme: "http", IsLoopback: true })
            && url is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 } ? url
            : throw section.Wrong("Authority", text, "the https address of who signs people in, under which /.well-known/openid-configuration is found, such as https://accounts.google.com (http only to this machine)");
    }

    // What people's cookies are sealed with is made from it.
    static string Secret(SettingsSection section)
    {
        var secret = section.Required("ClientSecret");
        return secret.Length >= ShortestSecret ? secret : throw new WrongSettingException(string.Create(CultureInfo.InvariantCulture,
            $"SignIn:ClientSecret has {secret.Length} characters, but must have at least {ShortestSecret}: it is what whoever signs people in has made for this client."));
    }

    static List<string> Addresses(SettingsSection section, string key)
    {
        var addresses = section.Texts(key).Select(text => text.Trim()).ToList();
        return addresses.FirstOrDefault(text => !SignInSettings.IsAddress(text)) is { } wrong
            ? throw section.Wrong(key, wrong, "an e-mail address (alice@example.com) or all of a domain (@example.com)")
            : addresses;
    }
}
