using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SlackAudit.Tests.Journeys;
using SlackAudit.Tests.Receive.GitHub;

namespace SlackAudit.Tests.Cli;

/// <summary>The verbs as people run them: in processes of their own, on folders of their own.</summary>
public sealed class MoveJourneyTests : IDisposable
{
    static readonly string[] Anew = ["recorded_at", "hash"];

    readonly string folder = Directory.CreateTempSubdirectory("slackaudit-move-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task WhatIsExportedAndImportedElsewhereIsTheSameLogAndBothVerify()
    {
        await using var service = await RunningService.Start(null, Senders.Settings);
        foreach (var body in new[] { "{\"action\":\"deploy\",\"app\":\"myapp\",\"id\":\"e1\",\"summary\":\"ümläut 🚀 <!channel>\"}", "{\"action\":\"exec\",\"actor\":\"bob\"}\n{\"action\":\"commit\"}" })
            Assert.Equal(HttpStatusCode.Accepted, (await service.Http.SendAsync(Senders.Generic(body))).StatusCode);
        var push = await service.Http.SendAsync(Senders.GitHub("push", System.Text.Encoding.UTF8.GetBytes(Delivered.Payload("push"))));
        Assert.Equal(HttpStatusCode.Accepted, push.StatusCode);

        var (exported, lines, _) = await service.Run("export");
        var file = Path.Combine(folder, "export.ndjson.gz");
        await Zip(file, lines);
        var (imported, summary, _) = await Run("import", "generic", file);
        var (repeated, again, _) = await Run("import", "generic", file);
        var (_, copy, _) = await Run("export");

        Assert.Equal((0, 0, 0), (exported, imported, repeated));
        Assert.Equal("4 recorded, 0 already there, 0 refused.", summary.Trim());
        Assert.Equal("0 recorded, 4 already there, 0 refused.", again.Trim());
        Assert.Equal(Events(lines), Events(copy));
        Assert.Equal(["generic", "generic", "generic", "github"], Events(lines).Select(line => (string?)JsonNode.Parse(line)!["source"]));
        Assert.Equal((0, 0), ((await service.Run("verify")).Code, (await Run("verify")).Code));
        Assert.Equal("", (await Run("ask", "from github", "--json")).Error);
        Assert.Equal(0L, await Scalar("SELECT count(*) FROM notifications"));
    }

    [Fact]
    public async Task VerifySaysWhatIsBrokenAndWhetherItCouldLook()
    {
        var (nothing, _, why) = await Run("verify");
        await Run("migrate");
        var (empty, _, _) = await Run("verify");
        await File.WriteAllTextAsync(Path.Combine(folder, "e.ndjson"), "{\"action\":\"deploy\"}\n{\"action\":\"exec\"}\n{\"action\":\"push\"}\n");
        await Run("import", "generic", "e.ndjson");
        var (intact, said, _) = await Run("verify");
        var checkpoint = said.Trim().Split("Newest checkpoint: ")[1];
        var (kept, _, _) = await Run("verify", "--checkpoint", checkpoint);
        var (words, _, _) = await Run(["verify", "--checkpoint", .. checkpoint.Split(' ')]);
        var (other, _, _) = await Run("verify", "--checkpoint", new string('a', 64));
        var (wrong, _, sentence) = await Run("verify", "--checkpoint", "abc");
        await Scalar("UPDATE events SET actor = 'mallory' WHERE id = 2");
        var (broken, found, _) = await Run("verify", "--payloads", "false");

        Assert.Equal((2, 0, 0, 0, 0, 1, 2, 1), (nothing, empty, intact, kept, words, other, wrong, broken));
        Assert.Contains("slackaudit migrate", why, StringComparison.Ordinal);
        Assert.Contains("3 events, 3 kept payloads", said, StringComparison.Ordinal);
        Assert.Contains("64 hexadecimal digits", sentence, StringComparison.Ordinal);
        Assert.Contains("Event 2 was changed", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeImportedIsNamedByFileAndLineAndTheRestIsThere()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "bad.ndjson"), "{\"action\":\"deploy\",\"id\":\"1\"}\nnonsense\n{\"app\":\"myapp\"}\n{\"action\":\"exec\",\"id\":\"2\"}\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "cut.ndjson.gz"), "no gzip at all");
        await File.WriteAllTextAsync(Path.Combine(folder, "good.ndjson"), "{\"action\":\"push\",\"id\":\"3\"}\n{\"action\":\"push\",\"id\":\"1\"}\n");

        var (code, summary, error) = await Run("import", "generic", "bad.ndjson", "missing.ndjson", "cut.ndjson.gz", "good.ndjson");
        var (unknown, _, known) = await Run("import", "unheard-of", "good.ndjson");

        Assert.Equal((1, 2), (code, unknown));
        Assert.Equal("3 recorded, 1 already there, 4 refused.", summary.Trim());
        Assert.Equal(["bad.ndjson line 2", "bad.ndjson line 3", "missing.ndjson cannot", "cut.ndjson.gz is"], error.Trim().Split('\n').Where(line => line.Contains("ndjson", StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split(' ', ':').Where(word => word.Length > 0).Skip(1).Take(line.Contains(" line ", StringComparison.Ordinal) ? 3 : 2))));
        Assert.Contains("github, circleci, convox", known, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnExportEndsWhenNobodyReadsItAnyMore()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("There is no head.");
        await File.WriteAllLinesAsync(Path.Combine(folder, "many.ndjson"), Enumerable.Range(0, 20_000).Select(i => $"{{\"action\":\"deploy\",\"id\":\"{i}\"}}"));
        Assert.Equal("20,000 recorded, 0 already there, 0 refused.", (await Run("import", "generic", "many.ndjson")).Output.Trim());

        var start = new ProcessStartInfo("bash", ["-c", "set -o pipefail; dotnet \"$0\" export | head -3; echo ${PIPESTATUS[0]}", Path.Combine(AppContext.BaseDirectory, "slackaudit.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = (await process.StandardOutput.ReadToEndAsync()).Trim().Split('\n');

        Assert.Equal((4, "0"), (lines.Length, lines[3]));
        Assert.All(lines[..3], line => Assert.StartsWith("{\"id\":", line, StringComparison.Ordinal));
        Assert.Equal("", await error);
    }

    [Fact]
    public async Task AnExportIsOfAQuestionAndInTheFormatThatWasAsked()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "e.ndjson"), "{\"action\":\"deploy\",\"app\":\"myapp\",\"actor\":\"=1+1\",\"id\":\"a\"}\n{\"action\":\"exec\",\"id\":\"b\"}\n{\"action\":\"deploy\",\"id\":\"c\"}\n");
        await Run("import", "generic", "e.ndjson");

        var (_, csv, _) = await Run("export", "--q", "deploys myapp", "--format", "csv");
        var (_, last, _) = await Run("export", "--q", "last deploy");
        var (counting, _, why) = await Run("export", "--q", "count deploys per app");
        var (format, _, _) = await Run("export", "--format", "xml");
        var (unread, _, sentence) = await Run("export", "--q", "lst deploy");

        Assert.Contains(",'=1+1,asserted,myapp,", csv.Split("\r\n")[1], StringComparison.Ordinal);
        Assert.Equal(3, csv.Split("\r\n").Length);
        Assert.Single(last.Trim().Split('\n'));
        Assert.Equal((2, 2, 2), (counting, format, unread));
        Assert.Contains("slackaudit ask", why, StringComparison.Ordinal);
        Assert.Contains("last", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServiceThatIsSentDeliveriesDuringAnImportRefusesNone()
    {
        await using var service = await RunningService.Start(null, Senders.Settings);
        await File.WriteAllLinesAsync(Path.Combine(service.Folder, "many.ndjson"), Enumerable.Range(0, 30_000).Select(i => $"{{\"action\":\"deploy\",\"id\":\"past-{i}\"}}"));

        var importing = service.Run("import", "generic", "many.ndjson");
        var answers = new List<HttpStatusCode>();
        while (!importing.IsCompleted)
            answers.Add((await service.Http.SendAsync(Senders.Generic($"{{\"action\":\"exec\",\"id\":\"live-{answers.Count}\"}}"))).StatusCode);

        Assert.Equal("30,000 recorded, 0 already there, 0 refused.", (await importing).Output.Trim());
        Assert.True(answers.Count > 10);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer));
        Assert.Equal(0, (await service.Run("verify")).Code);
    }

    Task<(int Code, string Output, string Error)> Run(params string[] arguments) => RunningService.Run(folder, [], arguments);

    async Task<object?> Scalar(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "slackaudit.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    static async Task Zip(string file, string text)
    {
        await using var zipped = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        await zipped.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
    }

    static List<string> Events(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
    {
        var json = JsonNode.Parse(line)!.AsObject();
        foreach (var name in Anew) json.Remove(name);
        return json.ToJsonString();
    })];
}
