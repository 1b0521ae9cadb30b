namespace SlackAudit.Record.SqlServer;

/// <summary>A statement and the values of its parameters, which it calls <c>{0}</c>, <c>{1}</c> and so on until they are numbered.</summary>
readonly record struct SqlServerStatement(string Sql, IReadOnlyList<(string Column, object? Value)> Values);
