using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SlackAudit.Tests.See.SignIn;

/// <summary>Who signs people in, on loopback: discovery, keys, the code flow with a proof key, and tokens that are signed, or forged on command.</summary>
internal sealed class OpenIdStandIn : IAsyncDisposable
{
    public const string ClientId = "slackaudit";
    public const string ClientSecret = "a secret that nobody guesses";

    readonly WebApplication app;
    readonly RSA key = RSA.Create(2048);
    readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string Redirect)> codes = new();

    OpenIdStandIn(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>Who is at the keyboard there.</summary>
    public string? Email { get; set; } = "alice@example.com";

    /// <summary>What is said of the address; null for nothing.</summary>
    public bool? IsVerified { get; set; } = true;

    /// <summary>Changes what a token says before it is signed.</summary>
    public Action<Dictionary<string, object?>>? Alter { get; set; }

    /// <summary>Changes a signed token.</summary>
    public Func<string, string>? Forge { get; set; }

    /// <summary>Where the address is said only when asked who it is.</summary>
    public bool SaysAddressLate { get; set; }

    /// <summary>The addresses that people were to come back to.</summary>
    public ConcurrentQueue<string> Redirects { get; } = [];

    public static async Task<OpenIdStandIn> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new OpenIdStandIn(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = standIn.Address,
            authorization_endpoint = $"{standIn.Address}/authorize",
            token_endpoint = $"{standIn.Address}/token",
            userinfo_endpoint = $"{standIn.Address}/userinfo",
            jwks_uri = $"{standIn.Address}/keys",
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        app.MapGet("/keys", () =>
        {
            var parameters = standIn.key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = Text(parameters.Modulus!), e = Text(parameters.Exponent!) } } });
        });
        app.MapGet("/authorize", standIn.Authorize);
        app.MapPost("/token", standIn.TokenAsync);
        app.MapGet("/userinfo", () => Results.Json(standIn.SaysAddressLate ? new { sub = "42", email = standIn.Email, email_verified = standIn.IsVerified } : (object)new { sub = "42" }));
        await app.StartAsync();
        return standIn;
    }

    IResult Authorize(HttpRequest request)
    {
        string Asked(string name) => request.Query[name].ToString();
        if (Asked("client_id") != ClientId || Asked("response_type") != "code" || Asked("code_challenge_method") != "S256") return Results.BadRequest("That is not how we ask.");
        var code = Text(RandomNumberGenerator.GetBytes(16));
        codes[code] = (Asked("nonce"), Asked("code_challenge"), Asked("redirect_uri"));
        Redirects.Enqueue(Asked("redirect_uri"));
        return Results.Redirect($"{Asked("redirect_uri")}?code={code}&state={Uri.EscapeDataString(Asked("state"))}");
    }

    async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var isOurs = form["client_id"] == ClientId && form["client_secret"] == ClientSecret && codes.TryRemove(form["code"].ToString(), out var asked)
            && asked.Redirect == form["redirect_uri"] && asked.Challenge == Text(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
            ? asked : default;
        if (isOurs.Redirect is null) return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        var token = Sign(isOurs.Nonce);
        return Results.Json(new { access_token = "for userinfo", token_type = "Bearer", expires_in = 300, id_token = Forge?.Invoke(token) ?? token });
    }

    string Sign(string nonce)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?> { ["iss"] = Address, ["aud"] = ClientId, ["sub"] = "42", ["iat"] = now, ["exp"] = now + 300, ["nonce"] = nonce };
        if (Email is not null && !SaysAddressLate) claims["email"] = Email;
        if (IsVerified is not null && !SaysAddressLate) claims["email_verified"] = IsVerified;
        Alter?.Invoke(claims);
        var signed = $"{Json(new { alg = "RS256", typ = "JWT", kid = "1" })}.{Json(claims)}";
        return $"{signed}.{Text(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string Json(object value) => Text(JsonSerializer.SerializeToUtf8Bytes(value));

    static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }
}
