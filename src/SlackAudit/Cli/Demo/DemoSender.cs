using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Cli.Demo;

/// <summary>Posts deliveries to a service as their senders do, each with its own proof.</summary>
sealed class DemoSender(HttpClient http, DemoSecrets secrets)
{
    /// <summary>Posts a delivery.</summary>
    /// <exception cref="HttpRequestException">The service does not answer, or not with 2xx.</exception>
    public async Task SendAsync(DemoDelivery delivery, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{delivery.Source}") { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in delivery.Headers) request.Headers.TryAddWithoutValidation(name, value);
        var (proof, proves) = Proof(delivery);
        request.Headers.TryAddWithoutValidation(proof, proves);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    (string Header, string Value) Proof(DemoDelivery delivery) => delivery.Source switch
    {
        "github" => ("X-Hub-Signature-256", $"sha256={Hmac(Encoding.UTF8.GetBytes(secrets.GitHub), delivery.Body)}"),
        "convox" => ("Convox-Signature", Signed(delivery)),
        _ => ("Authorization", $"Bearer {secrets.Generic}"),
    };

    // A rack's key is what its hexadecimal digits say, not the digits.
    string Signed(DemoDelivery delivery)
    {
        var seconds = delivery.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={seconds},v1={Hmac(Convert.FromHexString(secrets.Convox), [.. Encoding.ASCII.GetBytes($"{seconds}."), .. delivery.Body])}";
    }

    static string Hmac(byte[] key, byte[] signed) => Convert.ToHexStringLower(HMACSHA256.HashData(key, signed));
}
