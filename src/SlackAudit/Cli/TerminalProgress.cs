using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace SlackAudit.Cli;

/// <summary>How far something is, on standard error: a bar for a person, a line now and then for a log.</summary>
sealed class TerminalProgress : IProgress<TerminalProgress.Step>
{
    static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    readonly string what;
    readonly IAnsiConsole? console;
    readonly ProgressTask? bar;
    readonly Lock gate = new();
    readonly Stopwatch sinceLine = Stopwatch.StartNew();

    TerminalProgress(string what, IAnsiConsole? console, ProgressTask? bar)
    {
        this.what = what;
        this.console = console;
        this.bar = bar;
        if (bar is not null) bar.IsIndeterminate = true;
    }

    /// <summary>How much is done.</summary>
    /// <param name="Done">What is done.</param>
    /// <param name="Total">All there is to do; null where nobody knows.</param>
    public readonly record struct Step(long Done, long? Total);

    /// <summary>Does the work and shows how far it is.</summary>
    /// <param name="what">What is being done, such as <c>verifying</c>.</param>
    /// <param name="quiet">Whether a bar would be in the way of what is printed.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> RunAsync<T>(string what, bool quiet, Func<TerminalProgress, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (quiet || Console.IsErrorRedirected || !console.Profile.Capabilities.Interactive) return await work(new TerminalProgress(what, null, null));
        return await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new TerminalProgress(what, console, context.AddTask(what))));
    }

    public void Report(Step value)
    {
        lock (gate)
        {
            if (bar is not null)
            {
                bar.IsIndeterminate = value.Total is null;
                bar.MaxValue = Math.Max(value.Total ?? value.Done, 1);
                bar.Value = value.Done;
            }
            else if (sinceLine.Elapsed > BetweenLines)
            {
                sinceLine.Restart();
                Console.Error.WriteLine($"slackaudit: {what}: {Far(value)}");
            }
        }
    }

    /// <summary>Says something without tearing the bar.</summary>
    public void Say(string sentence)
    {
        if (console is null) Console.Error.WriteLine($"slackaudit: {sentence}");
        else console.WriteLine($"slackaudit: {sentence}");
    }

    static string Far(Step step) => step.Total is { } total
        ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * step.Done / Math.Max(total, 1):0} %")
        : step.Done.ToString("N0", CultureInfo.InvariantCulture);
}
