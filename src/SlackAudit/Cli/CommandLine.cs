using System.CommandLine;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Cli;

/// <summary>The verbs.</summary>
static class CommandLine
{
    /// <summary>Runs the verb that the arguments name, <c>serve</c> where they name none.</summary>
    /// <returns>The exit code: 0 done, 1 not done, 2 the arguments or settings are wrong.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var parsed = Root().Parse(args);
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (WrongSettingException exception)
        {
            await Console.Error.WriteLineAsync($"slackaudit: {exception.Message}");
            return 2;
        }
        catch (FingerprintKeyException exception)
        {
            await Console.Error.WriteLineAsync($"slackaudit: {exception.Message}");
            return 1;
        }
        catch (InvalidDataException exception) when (exception.InnerException is FormatException)
        {
            await Console.Error.WriteLineAsync($"slackaudit: appsettings.json cannot be read as JSON: {exception.InnerException.Message}");
            return 2;
        }
    }

    static RootCommand Root()
    {
        var urls = new Option<string[]>("--urls") { Description = "Where to listen, for example http://127.0.0.1:8080.", AllowMultipleArgumentsPerToken = true };
        var root = new RootCommand("Answers \"who did what?\" for a team, in Slack.") { urls };
        root.SetAction((parsed, cancellation) => ServeVerb.RunAsync(parsed.GetValue(urls), cancellation));

        var serve = new Command("serve", "Runs the service (also without any verb).") { urls };
        serve.SetAction((parsed, cancellation) => ServeVerb.RunAsync(parsed.GetValue(urls), cancellation));

        var demo = new Command("demo", "Runs the service on a throw-away database with a believable month in it and new events trickling in.") { urls };
        demo.SetAction((parsed, cancellation) => DemoVerb.RunAsync(parsed.GetValue(urls), cancellation));

        var question = new Argument<string[]>("question") { Description = "The question, as after /audit: last deploy myapp.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Print one event a line as JSON; an answer about an app as one line." };
        var ask = new Command("ask", "Asks the log in the terminal.") { question, json };
        ask.SetAction((parsed, cancellation) => AskVerb.RunAsync(string.Join(' ', parsed.GetValue(question) ?? []), parsed.GetValue(json), cancellation));

        var migrate = new Command("migrate", "Applies the database migrations that are missing, and stops.");
        migrate.SetAction((_, cancellation) => MigrateVerb.RunAsync(cancellation));

        root.Add(serve);
        root.Add(demo);
        root.Add(ask);
        root.Add(migrate);
        root.Add(DoctorVerb.Command());
        root.Add(VerifyVerb.Command());
        root.Add(ExportVerb.Command());
        root.Add(EvidenceVerb.Command());
        root.Add(ImportVerb.Command());
        root.Add(PruneVerb.Command());
        root.Add(OutboxVerb.Command());
        root.Add(TryVerb.Command());
        return root;
    }
}
