using System.Net;

namespace SlackAudit.Tests.See.SignIn;

/// <summary>A browser whose way to the public address leads through a proxy to the service: it keeps cookies and follows nothing by itself.</summary>
internal sealed class Browser(Uri service, string publicUrl = Browser.PublicUrl) : IDisposable
{
    public const string PublicUrl = "https://audit.example.com";

    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>The cookies of the service, by name.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>How each was set.</summary>
    public Dictionary<string, string> SetCookies { get; } = [];

    /// <summary>What a proxy adds.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public Task<HttpResponseMessage> Get(string address, string? accept = null) => Send(HttpMethod.Get, address, accept: accept);

    public Task<HttpResponseMessage> Press(string address, params KeyValuePair<string, string>[] form) => Send(HttpMethod.Post, address, new FormUrlEncodedContent(form));

    /// <summary>Goes to an address and wherever that leads.</summary>
    public async Task<HttpResponseMessage> Follow(string address)
    {
        var answer = await Get(address);
        for (var steps = 0; answer.StatusCode == HttpStatusCode.Redirect && steps < 10; steps++)
        {
            var next = answer.Headers.Location!.OriginalString;
            answer.Dispose();
            answer = await Get(next);
        }
        return answer;
    }

    async Task<HttpResponseMessage> Send(HttpMethod method, string address, HttpContent? content = null, string? accept = null)
    {
        var isOurs = address.StartsWith('/') || address.StartsWith(publicUrl, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(method, isOurs ? new Uri(service, address.StartsWith('/') ? address : address[publicUrl.Length..]) : new Uri(address)) { Content = content };
        if (accept is not null) request.Headers.Add("Accept", accept);
        if (isOurs)
        {
            request.Headers.Host = new Uri(publicUrl).Authority;
            foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
            if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }
        var answer = await http.SendAsync(request);
        foreach (var set in isOurs && answer.Headers.TryGetValues("Set-Cookie", out var sets) ? sets : [])
        {
            var (name, value) = set.Split(';')[0].Split('=', 2) is [var left, var right] ? (left, right) : (set, "");
            SetCookies[name] = set;
            if (value.Length == 0) Cookies.Remove(name);
            else Cookies[name] = value;
        }
        return answer;
    }

    public void Dispose() => http.Dispose();
}
