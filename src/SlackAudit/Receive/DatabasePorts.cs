using System.Globalization;

namespace SlackAudit.Receive;

/// <summary>The ports where databases listen. A tunnel to one of them is a way into it.</summary>
static class DatabasePorts
{
    static readonly HashSet<int> Known =
    [
        1433, 1434, // SQL Server
        1521, 2483, 2484, // Oracle
        3306, 3307, 33060, // MySQL
        5432, 5433, 5439, // PostgreSQL, Redshift
        6379, 6380, // Redis
        7687, 8182, // Neo4j, Neptune
        8123, // ClickHouse
        9042, 9142, // Cassandra
        9200, // OpenSearch
        11211, // Memcached
        26257, // CockroachDB
        27017, 27018, // MongoDB, DocumentDB
        50000, // Db2
    ];

    /// <summary>Whether it is the number of such a port.</summary>
    public static bool Has(string? port) => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Known.Contains(number);
}
