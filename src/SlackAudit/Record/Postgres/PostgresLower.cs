using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace SlackAudit.Record.Postgres;

/// <summary>
/// Lower case as .NET has it. PostgreSQL's own lower() follows the language of the database, which in C knows ASCII alone and in Turkish
/// another i, so that a question would be answered differently from server to server.
/// </summary>
sealed class PostgresLower : ExpressionVisitor, IQueryExpressionInterceptor
{
    // ICU lowers text; .NET lowers one letter at a time: a sigma is the same at the end of a word, and a dotted capital I stays itself
    // (lent a character for private use meanwhile).
    const string Told = "\u03A3\u0130";
    const string Lent = "\u03C3\uF8FE";
    const string Collation = "und-x-icu";

    /// <summary>The one instance: EF keeps a cache of its own for every other.</summary>
    public static readonly PostgresLower Instance = new();

    public static readonly MethodInfo Method = typeof(PostgresLower).GetMethod(nameof(Lower), BindingFlags.Static | BindingFlags.NonPublic)!;

    static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), [])!;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

    public static SqlExpression Translate(IReadOnlyList<SqlExpression> arguments)
    {
        var text = arguments[0];
        var lent = Call("translate", text, Text(Told), Text(Lent));
        var lowered = Call("lower", new CollateExpression(lent, Collation));
        return Call("replace", lowered, Text(Lent[1..]), Text(Told[1..]));

        SqlFunctionExpression Call(string name, params SqlExpression[] of) =>
            new(name, of, nullable: true, of.Select((_, i) => i == 0), typeof(string), text.TypeMapping);

        SqlConstantExpression Text(string value) => new(value, typeof(string), text.TypeMapping);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Method == ToLower ? Expression.Call(Method, Visit(node.Object)!) : base.VisitMethodCall(node);

    static string Lower(string text) => text.ToLowerInvariant();
}
