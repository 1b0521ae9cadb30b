using System.Globalization;

namespace SlackAudit.Slack;

/// <summary>Stands where Slack would: accepts every message and sends nothing.</summary>
sealed class PreviewSlackApiClient(TimeProvider time) : ISlackApiClient, IChatApi, IUsersApi, IUserGroupsApi, IViewsApi, IFilesApi
{
    readonly Lock gate = new();
    long last;

    public IChatApi Chat => this;

    public IUsersApi Users => this;

    public IUserGroupsApi UserGroups => this;

    public IViewsApi Views => this;

    public IFilesApi Files => this;

    public Task<PostMessageResponse> PostMessage(Message message, CancellationToken cancellationToken) =>
        Task.FromResult(new PostMessageResponse(message.Channel ?? "", NextTs()));

    public Task<PostMessageResponse> Update(string ts, Message message, CancellationToken cancellationToken) =>
        Task.FromResult(new PostMessageResponse(message.Channel ?? "", ts));

    public Task<UserInfo?> Info(string userId, CancellationToken cancellationToken) => Task.FromResult<UserInfo?>(null);

    public Task<UserInfo?> LookupByEmail(string email, CancellationToken cancellationToken) => Task.FromResult<UserInfo?>(null);

    public Task<IReadOnlyList<string>> UsersOf(string groupId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<string> Open(string triggerId, View view, CancellationToken cancellationToken) => Task.FromResult("");

    public Task<string> Push(string triggerId, View view, CancellationToken cancellationToken) => Task.FromResult("");

    public Task Update(string viewId, string? hash, View view, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Publish(string userId, string? hash, HomeView view, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Unfurl(string channelId, string ts, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Upload(string channel, string path, string name, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<AuthTestResponse> AuthTest(CancellationToken cancellationToken) =>
        Task.FromResult(new AuthTestResponse { Team = "Preview", User = "slackaudit" });

    public Task Respond(string responseUrl, Message message, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Slack's form of a time, in microseconds, and always later than the one before, even when the clock is set back.</summary>
    string NextTs()
    {
        lock (gate)
        {
            last = Math.Max(last + 1, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            return string.Create(CultureInfo.InvariantCulture, $"{last / 1_000_000}.{last % 1_000_000:000000}");
        }
    }
}
