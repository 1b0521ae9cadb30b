using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SlackAudit.Slack;

/// <content>Files: Slack says where to, the bytes go there, and only then is the file shown to anybody.</content>
sealed partial class SlackApiClient : IFilesApi
{
    static readonly TimeSpan LongestUpload = TimeSpan.FromMinutes(10);

    public IFilesApi Files => this;

    public async Task Upload(string channel, string path, string name, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        var place = await Call("files.getUploadURLExternal", [new("filename", name), new("length", file.Length.ToString(CultureInfo.InvariantCulture))], cancellationToken);
        if (place.Body["upload_url"] is not JsonValue url || place.Body["file_id"] is not JsonValue id || !Uri.TryCreate(url.ToString(), UriKind.Absolute, out var address) || !IsSafe(address))
            throw new SlackTransientException("Slack did not say where to upload the file.", SlackErrors.UnreadableCode);
        await Send(file, address, cancellationToken);
        var files = JsonSerializer.Serialize(new[] { new { id = id.ToString(), title = name } });
        await Call("files.completeUploadExternal", [new("files", files), new("channel_id", channel)], cancellationToken);
    }

    // What is in the file only some may read.
    bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.Authority == api.Authority;

    // The address is a secret of its own; the token does not go there.
    async Task Send(Stream file, Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LongestUpload, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
                throw new SlackTransientException($"Slack did not take the file ({(int)response.StatusCode}).", $"http_{(int)response.StatusCode}");
        }
        catch (OperationCanceledException late) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SlackTimeoutException($"The file was not uploaded within {LongestUpload.TotalMinutes:0} minutes.", late);
        }
        catch (HttpRequestException broken)
        {
            throw new SlackTransientException("The file could not be uploaded: the connection to Slack broke.", SlackErrors.UnreachableCode, inner: broken);
        }
    }
}
