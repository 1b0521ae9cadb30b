namespace SlackAudit.Cli;
static class DemoVerb { public static Task<int> RunAsync(string[]? urls, CancellationToken c) => ServeVerb.RunAsync(urls, c); }
