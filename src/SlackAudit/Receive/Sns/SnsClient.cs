using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlackAudit.Receive.Sns;

/// <summary>Fetches certificates from Amazon SNS and confirms subscriptions there, with little patience and no redirects. Its callers have checked the address.</summary>
sealed class SnsClient(HttpClient http, TimeProvider time) : IDisposable
{
    const int MostCertificates = 64;
    const int MostBytes = 16 * 1024;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Forgets = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, (X509Certificate2? Certificate, DateTimeOffset At)> known = new(StringComparer.Ordinal);
    readonly SemaphoreSlim gate = new(1);

    /// <param name="handler">What sends instead of the network; stays its owner's.</param>
    public static HttpClient CreateHttpClient(HttpMessageHandler? handler = null) =>
        new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }, disposeHandler: handler is null)
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = MostBytes,
        };

    /// <summary>The certificate at an address, fetched once; null where there is none.</summary>
    /// <exception cref="HttpRequestException">Amazon SNS cannot be reached now.</exception>
    public async Task<X509Certificate2?> CertificateAsync(string url, CancellationToken cancellationToken)
    {
        if (Known(url) is { } before) return before.Certificate;
        // One at a time: whoever invents addresses waits in line, and what is known is never held up.
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Known(url) is { } meanwhile) return meanwhile.Certificate;
            if (known.Count >= MostCertificates) known.Clear();
            var certificate = await FetchAsync(url, cancellationToken);
            known[url] = (certificate, time.GetUtcNow());
            return certificate;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Confirms a subscription.</summary>
    /// <exception cref="HttpRequestException">Amazon SNS cannot be reached or does not take it.</exception>
    public async Task ConfirmAsync(Uri url, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync(url, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK) throw new HttpRequestException($"Amazon SNS answered {(int)answer.StatusCode}.");
    }

    public void Dispose()
    {
        http.Dispose();
        gate.Dispose();
    }

    (X509Certificate2? Certificate, DateTimeOffset At)? Known(string url) =>
        known.TryGetValue(url, out var found) && (found.Certificate is not null || time.GetUtcNow() - found.At < Forgets) ? found : null;

    async Task<X509Certificate2?> FetchAsync(string url, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync(new Uri(url), cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden) return null;
        if (answer.StatusCode != HttpStatusCode.OK) throw new HttpRequestException($"Amazon SNS answered {(int)answer.StatusCode}.");
        var pem = await answer.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    async Task<HttpResponseMessage> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetAsync(url, cancellationToken);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("Amazon SNS did not answer in time.", exception);
        }
    }
}
