using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SlackAudit.Benchmarks.Asked;

/// <summary>Listens to the statements that questions become.</summary>
sealed class SqlHeard : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    readonly List<IDisposable> subscriptions = [];

    public SqlHeard() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>The first statement since it was last cleared, and the values of its parameters.</summary>
    public (string Sql, (string Name, object? Value)[] Parameters)? First { get; set; }

    /// <summary>The statement, ready to be run again and again on another connection.</summary>
    public SqliteCommand Prepare(SqliteConnection connection)
    {
        var (sql, parameters) = First ?? throw new InvalidOperationException("Nothing was heard.");
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        command.Prepare();
        return command;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (First is null && value.Value is CommandEventData heard && value.Key == RelationalEventId.CommandExecuting.Name)
            First = (heard.Command.CommandText, [.. heard.Command.Parameters.Cast<DbParameter>().Select(each => (each.ParameterName, each.Value))]);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());
}
