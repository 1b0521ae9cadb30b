using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SlackAudit.Tests.Slack;

/// <content>Files: where to, the bytes, and the sharing.</content>
public sealed partial class SlackStandIn
{
    /// <summary>The files that were shared: the conversation, the name and the bytes.</summary>
    public ConcurrentQueue<(string Channel, string Name, byte[] Bytes)> Files { get; } = [];

    readonly ConcurrentDictionary<string, byte[]> uploads = [];

    string PlaceForUpload(Dictionary<string, string> fields)
    {
        if (!Scopes.Contains("files:write", StringComparison.Ordinal)) return Refusal("missing_scope");
        var id = $"F{fields["length"]}X{fields["filename"].Length}";
        return $$"""{"ok":true,"upload_url":"{{Origin}}/upload/{{id}}","file_id":"{{id}}"}""";
    }

    async Task Upload(HttpContext context, string id)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        Add(calls, "upload");
        if (context.Request.Headers.Authorization.Count > 0 || !id.StartsWith($"F{bytes.Length}X", StringComparison.Ordinal)) context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else uploads[id] = bytes.ToArray();
    }

    // A conversation by its id only, and only what was uploaded.
    string ShareUpload(Dictionary<string, string> fields)
    {
        var file = JsonNode.Parse(fields["files"])!.AsArray().Single()!;
        if (fields["channel_id"][0] is not ('C' or 'D' or 'G')) return Refusal("channel_not_found");
        if (!uploads.TryRemove(file["id"]!.GetValue<string>(), out var bytes)) return Refusal("file_not_found");
        Files.Enqueue((fields["channel_id"], file["title"]!.GetValue<string>(), bytes));
        return """{"ok":true,"files":[]}""";
    }
}
