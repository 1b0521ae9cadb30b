namespace SlackAudit.Tests.Slack;

/// <content>What was taken, and waiting for it.</content>
public sealed partial class SlackStandIn
{
    readonly List<string> calls = [];
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The messages that are in the channels, oldest first.</summary>
    public IReadOnlyList<StandInPost> Posts => Copy(posts);

    public IReadOnlyList<StandInPost> Updates => Copy(updates);

    public IReadOnlyList<StandInResponse> Responses => Copy(responses);

    /// <summary>The dialogs that were opened, oldest first.</summary>
    public IReadOnlyList<StandInView> Views => Copy(views);

    /// <summary>The homes that were shown, by the user's id, oldest first.</summary>
    public IReadOnlyList<StandInShown> Homes => Copy(homes);

    /// <summary>What dialogs were made to show after they were open, by their id.</summary>
    public IReadOnlyList<StandInShown> Shown => Copy(shown);

    /// <summary>The previews of links, by channel and message.</summary>
    public IReadOnlyList<StandInShown> Unfurls => Copy(unfurls);

    /// <summary>The name of every method that was called, refused calls included.</summary>
    public IReadOnlyList<string> Calls => Copy(calls);

    public Task<IReadOnlyList<StandInPost>> WaitForPosts(int count) => WaitFor(() => Posts, count);

    public Task<IReadOnlyList<StandInPost>> WaitForUpdates(int count) => WaitFor(() => Updates, count);

    public Task<IReadOnlyList<StandInView>> WaitForViews(int count) => WaitFor(() => Views, count);

    public Task<IReadOnlyList<StandInShown>> WaitForHomes(int count) => WaitFor(() => Homes, count);

    public Task<IReadOnlyList<StandInShown>> WaitForShown(int count) => WaitFor(() => Shown, count);

    public Task<IReadOnlyList<StandInShown>> WaitForUnfurls(int count) => WaitFor(() => Unfurls, count);

    public Task<IReadOnlyList<string>> WaitForCalls(string method, int count) => WaitFor<string>(() => [.. Calls.Where(call => call == method)], count);

    public Task<IReadOnlyList<StandInResponse>> WaitForResponses(int count) => WaitFor(() => Responses, count);

    async Task<IReadOnlyList<T>> WaitFor<T>(Func<IReadOnlyList<T>> list, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            if (list() is { } items && items.Count >= count) return items;
            await next.WaitAsync(patience.Token);
        }
    }

    void Add<T>(List<T> list, T item)
    {
        lock (gate) list.Add(item);
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (gate) return [.. list];
    }
}
