using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SlackAudit.Benchmarks;

/// <summary>The least that answers a POST with 202: what ASP.NET itself takes.</summary>
static class HelloWorld
{
    public const string Verb = "hello-world";

    public static async Task<int> RunAsync(string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapPost("/{**path}", () => Results.Accepted());
        await app.RunAsync(address);
        return 0;
    }
}
