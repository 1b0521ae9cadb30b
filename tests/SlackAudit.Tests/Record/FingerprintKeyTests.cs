using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using SlackAudit.Record;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record;

public sealed class FingerprintKeyTests
{
    static readonly string Key = new('k', 32);

    static async Task<string> KeptAsync(TestLog log, string value)
    {
        await log.Log.AppendAsync("generic", [Some.Event()], Encoding.UTF8.GetBytes("""{"env":{"A":"VALUE"}}""".Replace("VALUE", value, StringComparison.Ordinal)), default);
        await using var context = await log.Contexts.CreateDbContextAsync();
        return Encoding.UTF8.GetString(PayloadCompression.Decompress(await context.Payloads.OrderBy(p => p.Id).LastAsync()));
    }

    [Fact]
    public async Task AValueIsMarkedAlikeInEveryDeliveryAndAfterARestart()
    {
        await using var log = await TestLog.OnSqlite();
        var monday = await KeptAsync(log, "x");
        var tuesday = await KeptAsync(log, "y");
        await using var restarted = await log.Again();

        Assert.Matches("""^{"env":{"A":"\[redacted:[0-9a-f]{12}\]"}}$""", monday);
        Assert.NotEqual(monday, tuesday);
        Assert.Equal(monday, await KeptAsync(log, "x"));
        Assert.Equal(tuesday, await KeptAsync(restarted, "y"));
        Assert.Equal(monday, await KeptAsync(restarted, "x"));
    }

    [Fact]
    public async Task AnotherInstallationMarksItOtherwise()
    {
        await using var one = await TestLog.OnSqlite();
        await using var another = await TestLog.OnSqlite();

        Assert.NotEqual(await KeptAsync(one, "x"), await KeptAsync(another, "x"));
    }

    [Fact]
    public async Task TheSettingComesBeforeTheFile()
    {
        await using var log = await TestLog.OnSqlite();
        await using var set = await log.Again(Key);

        Assert.Equal($$$"""{"env":{"A":"{{{Fingerprints.Under(Key).Marker("A", "x")}}}"}}""", await KeptAsync(set, "x"));
        Assert.NotEqual(await KeptAsync(log, "x"), await KeptAsync(set, "x"));
    }

    [Fact]
    public async Task AnImportMarksLikeADelivery()
    {
        await using var log = await TestLog.OnSqlite();
        var delivered = await KeptAsync(log, "x");

        await log.Of<LogImport>().RecordAsync([log.Of<LogImport>().Prepare([Some.Event()], """{"env":{"A":"x"}}"""u8.ToArray())]);

        await using var context = await log.Contexts.CreateDbContextAsync();
        Assert.Equal(delivered, Encoding.UTF8.GetString(PayloadCompression.Decompress(await context.Payloads.OrderBy(p => p.Id).LastAsync())));
    }

    [Fact]
    public async Task TheFileIsItsOwnersAloneAndRandom()
    {
        await using var log = await TestLog.OnSqlite();
        await KeptAsync(log, "x");
        var file = Path.Combine(Path.GetDirectoryName(log.File)!, "fingerprint.key");

        Assert.Matches("^[0-9a-f]{64}\n$", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!, "fingerprint*"));
    }

    [Fact]
    public async Task ProcessesThatStartAtOnceShareOneKey()
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-test-");
        var path = Path.Combine(folder.FullName, "fingerprint.key");

        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => FingerprintKeyFile.ReadOrMake(path))));

        Assert.Single(keys.Distinct());
        Assert.Single(folder.GetFiles());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void AFileThatIsTooShortOrOutOfReachIsRefusedWithASentence()
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-test-");
        var path = Path.Combine(folder.FullName, "fingerprint.key");
        File.WriteAllText(path, "short");

        Assert.Contains("Put it back from a backup", Assert.Throws<FingerprintKeyException>(() => FingerprintKeyFile.ReadOrMake(path)).Message, StringComparison.Ordinal);
        Assert.Contains("Redaction:FingerprintKey", Assert.Throws<FingerprintKeyException>(() => FingerprintKeyFile.ReadOrMake(Path.Combine(path, "none"))).Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void ASettingThatIsTooShortIsRefused()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Redaction:FingerprintKey", new string('k', 31))]).Build();

        Assert.Contains("Redaction:FingerprintKey has 31 characters, but must have at least 32", Assert.Throws<WrongSettingException>(() => SettingsReader.Read(settings)).Message, StringComparison.Ordinal);
    }
}
