using System.Data;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Proof;

namespace SlackAudit.Tests.Record.Proof;

/// <summary>The columns as a database server gives them, without a server.</summary>
public sealed class ServerStoredRowTests
{
    [Fact]
    public void AnEventGivesTheSameHashAsItWasRecordedWith()
    {
        var recorded = Recorded();
        using var reader = Reader(recorded);
        var written = new CanonicalBytes();
        var hash = new byte[32];

        written.Write(new byte[32], StoredRow.Of(reader));
        written.Hash(hash);

        Assert.Equal(recorded.Hash, hash);
        Assert.Null(new StoredKeys().Wrong(StoredRow.Of(reader), written));
    }

    [Fact]
    public void AKeyThatIsNotItsNamesIsNamed()
    {
        using var reader = Reader(Recorded(), ("target_path", "eu/prod-bd"));
        var written = new CanonicalBytes();
        written.Write(new byte[32], StoredRow.Of(reader));

        Assert.Equal("target_path", new StoredKeys().Wrong(StoredRow.Of(reader), written));
    }

    [Fact]
    public void AWrongTypeIsAFaultAndNoAccident()
    {
        using var table = new DataTable();
        table.Columns.Add("text", typeof(string));
        table.Rows.Add("x");
        using var reader = table.CreateDataReader();
        reader.Read();
        var row = StoredRow.Of(reader);

        Assert.Equal(0, Assert.Throws<WrongStorageException>(() => row.Number(0)).Column);
        Assert.Throws<WrongStorageException>(() => row.Flag(0));
        Assert.Throws<WrongStorageException>(() => row.Microseconds(0));
    }

    static AuditEvent Recorded()
    {
        var told = Some.Event() with
        {
            Id = 1,
            SourceEventId = "e1",
            Actor = "Ops/Alice@example.com",
            Target = "eu/prod-db",
            Scope = null,
            Sensitive = true,
            RecordedAt = Some.Now.AddTicks(12340),
            Summary = new string('ü', 3000) + "🚀",
            PayloadId = 1,
            PayloadDigest = new byte[32],
        };
        return told with { Hash = Chain.Link(new byte[32], told) };
    }

    static DataTableReader Reader(AuditEvent e, (string Column, object Value)? instead = null)
    {
        var values = LogRows.EventColumns.Zip(LogRows.Of(e)).ToDictionary(pair => pair.First, pair => pair.Second);
        if (instead is var (column, value)) values[column] = value;
        using var table = new DataTable();
        foreach (var name in ChainColumns.All)
        {
            table.Columns.Add(name, values[name] switch
            {
                DateTimeOffset => typeof(DateTime),
                { } known => known.GetType(),
                null => typeof(string),
            });
        }
        table.Rows.Add([.. ChainColumns.All.Select(name => values[name] is DateTimeOffset instant ? instant.UtcDateTime : values[name] ?? DBNull.Value)]);
        var reader = table.CreateDataReader();
        reader.Read();
        return reader;
    }
}
