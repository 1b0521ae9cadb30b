using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SlackAudit.Slack;

/// <summary>Slack's Web API: one call is one request, and what came of it is an answer or a <see cref="SlackException"/>.</summary>
sealed partial class SlackApiClient(HttpClient http, SlackSettings settings, TimeProvider time) : ISlackApiClient, IChatApi, IUsersApi, IUserGroupsApi, IViewsApi
{
    const int MaxAnswerBytes = 1024 * 1024;
    readonly Uri api = new(settings.ApiUrl.EndsWith('/') ? settings.ApiUrl : settings.ApiUrl + "/");
    readonly ResponseUrls responseUrls = new(settings.ResponseUrlHosts);

    public IChatApi Chat => this;

    public IUsersApi Users => this;

    public IUserGroupsApi UserGroups => this;

    public IViewsApi Views => this;

    /// <summary>A client that follows no redirect, since a token or a message must not go where Slack did not say.</summary>
    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // No spans of these calls: the address of a late answer is a secret.
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxAnswerBytes,
    };

    public async Task<PostMessageResponse> PostMessage(Message message, CancellationToken cancellationToken) =>
        Posted(await Call("chat.postMessage", Fields(message), cancellationToken));

    public async Task<PostMessageResponse> Update(string ts, Message message, CancellationToken cancellationToken) =>
        Posted(await Call("chat.update", [.. Fields(message), new("ts", ts)], cancellationToken));

    public Task<UserInfo?> Info(string userId, CancellationToken cancellationToken) =>
        SlackText.IsUserId(userId) ? User("users.info", new("user", userId), cancellationToken) : Task.FromResult<UserInfo?>(null);

    public Task<UserInfo?> LookupByEmail(string email, CancellationToken cancellationToken) =>
        User("users.lookupByEmail", new("email", email), cancellationToken);

    public async Task<IReadOnlyList<string>> UsersOf(string groupId, CancellationToken cancellationToken) =>
        [.. SlackAnswers.Texts((await Call("usergroups.users.list", [new("usergroup", groupId)], cancellationToken)).Body, "users")];

    public Task Unfurl(string channelId, string ts, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancellationToken) =>
        Call("chat.unfurl", [new("channel", channelId), new("ts", ts), new("unfurls", Json(unfurls))], cancellationToken);

    public async Task<string> Open(string triggerId, View view, CancellationToken cancellationToken) =>
        SlackAnswers.ViewId((await Call("views.open", [new("trigger_id", triggerId), new("view", Json(view))], cancellationToken)).Body);

    public async Task<string> Push(string triggerId, View view, CancellationToken cancellationToken) =>
        SlackAnswers.ViewId((await Call("views.push", [new("trigger_id", triggerId), new("view", Json(view))], cancellationToken)).Body);

    public Task Update(string viewId, string? hash, View view, CancellationToken cancellationToken) =>
        Call("views.update", [new("view_id", viewId), .. Hash(hash), new("view", Json(view))], cancellationToken);

    public Task Publish(string userId, string? hash, HomeView view, CancellationToken cancellationToken) =>
        Call("views.publish", [new("user_id", userId), .. Hash(hash), new("view", Json(view))], cancellationToken);

    static IEnumerable<KeyValuePair<string, string>> Hash(string? hash) => string.IsNullOrEmpty(hash) ? [] : [new("hash", hash)];

    static string Json<T>(T value) => JsonSerializer.Serialize(value, SlackJson.Options);

    async Task<UserInfo?> User(string method, KeyValuePair<string, string> whom, CancellationToken cancellationToken)
    {
        try
        {
            return SlackAnswers.User((await Call(method, [whom], cancellationToken)).Body, whom.Value);
        }
        catch (SlackException refused) when (refused.ErrorCode is "user_not_found" or "user_not_visible" or "users_not_found")
        {
            return null;
        }
    }

    public async Task<AuthTestResponse> AuthTest(CancellationToken cancellationToken)
    {
        var answer = await Call("auth.test", [], cancellationToken);
        return SlackAnswers.AuthTest(answer.Body, answer.Scopes);
    }

    public async Task Respond(string responseUrl, Message message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, responseUrls.Allow(responseUrl))
        {
            Content = new StringContent(SlackJson.Serialize(message with { Channel = null, Metadata = null }), Encoding.UTF8, "application/json"),
        };
        await Send("response_url", request, cancellationToken);
    }

    /// <summary>A fresh address for Socket Mode; the token must be an app-level one.</summary>
    public async Task<string> OpenConnection(CancellationToken cancellationToken) =>
        (await Call("apps.connections.open", [], cancellationToken)).Body["url"]?.ToString() ?? "";

    async Task<SlackAnswer> Call(string method, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, method)) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiToken?.Trim());
        return await Send(method, request, cancellationToken);
    }

    async Task<SlackAnswer> Send(string method, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(settings.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            return SlackAnswers.Read(method, response, await response.Content.ReadAsByteArrayAsync(either.Token), time.GetUtcNow());
        }
        catch (OperationCanceledException late) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SlackTimeoutException($"Slack did not answer {method} within {settings.CallTimeout.TotalSeconds:0} seconds; it may have been done.", late);
        }
        catch (HttpRequestException away) when (NeverArrived(away))
        {
            throw new SlackTransientException(
                $"Slack could not be reached for {method} ({away.HttpRequestError}). {SlackErrors.Advice(SlackErrors.UnreachableCode)}",
                SlackErrors.UnreachableCode, inner: away);
        }
        catch (HttpRequestException broken)
        {
            throw new SlackTimeoutException($"The connection to Slack broke before {method} was answered; it may have been done.", broken);
        }
    }

    static bool NeverArrived(HttpRequestException exception) => exception.HttpRequestError is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    static PostMessageResponse Posted(SlackAnswer answer) =>
        answer.Body["channel"] is JsonValue channel && answer.Body["ts"] is JsonValue ts
            ? new(channel.ToString(), ts.ToString())
            : throw new SlackTransientException("Slack said that it posted, but not where; it may have been done.", SlackErrors.UnreadableCode);

    /// <summary>The one encoding that every method takes: a form, with what is nested as JSON.</summary>
    static IEnumerable<KeyValuePair<string, string>> Fields(Message message)
    {
        var json = JsonSerializer.SerializeToNode(message with { ResponseType = null, ReplaceOriginal = null }, SlackJson.Options)!.AsObject();
        return json.Select(field => KeyValuePair.Create(
            field.Key,
            field.Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : field.Value!.ToJsonString(SlackJson.Options)));
    }
}
