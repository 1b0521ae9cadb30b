using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SlackAudit.Benchmarks.Receiving;

/// <summary>What is usually written for this: check the signature, one <c>SaveChanges</c> of one row, one Hangfire job that is to tell of it.</summary>
static class PlainReceiver
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDbContextPool<Rows>(options => options.UseSqlite(Environment.GetEnvironmentVariable("Database__ConnectionString")));
        builder.Services.AddHangfire(hangfire => hangfire.UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromSeconds(10) }));
        builder.Services.AddHangfireServer();
        await using var app = builder.Build();
        using (var scope = app.Services.CreateScope()) await scope.ServiceProvider.GetRequiredService<Rows>().Database.EnsureCreatedAsync();
        app.MapPost("/hooks/github", ReceiveAsync);
        await app.StartAsync();
        Receiver.Announce(new Uri(app.Urls.First()).Port);
        await Receiver.ToldToStop();
        await app.StopAsync();
    }

    static async Task<IResult> ReceiveAsync(HttpRequest request, Rows rows, IBackgroundJobClient jobs)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Pushes.Secret), body.ToArray()));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(request.Headers["X-Hub-Signature-256"].ToString())))
            return Results.Unauthorized();
        using var push = JsonDocument.Parse(body.ToArray());
        var row = new Row
        {
            Delivery = request.Headers["X-GitHub-Delivery"].ToString(),
            Repository = push.RootElement.GetProperty("repository").GetProperty("full_name").GetString()!,
            Sender = push.RootElement.GetProperty("sender").GetProperty("login").GetString()!,
            At = DateTime.UtcNow,
            Payload = body.ToArray(),
        };
        rows.Add(row);
        await rows.SaveChangesAsync();
        jobs.Enqueue(() => Tell(row.Id));
        return Results.Accepted();
    }

    /// <summary>Stands for the message that would be sent.</summary>
    public static void Tell(long id) => _ = id;

    sealed class Row
    {
        public long Id { get; init; }

        public required string Delivery { get; init; }

        public required string Repository { get; init; }

        public required string Sender { get; init; }

        public required DateTime At { get; init; }

        public required byte[] Payload { get; init; }
    }

    sealed class Rows(DbContextOptions<Rows> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Row>().HasIndex(row => row.Delivery).IsUnique();
            modelBuilder.Entity<Row>().HasIndex(row => new { row.Repository, row.At });
        }
    }
}
