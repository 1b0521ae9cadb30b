using System.Data.Common;

namespace SlackAudit.Record;

/// <summary>The database file is not where it was. The message says what to do.</summary>
sealed class MovedDatabaseException(string message) : DbException(message);
