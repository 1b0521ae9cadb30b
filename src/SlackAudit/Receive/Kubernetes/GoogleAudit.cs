using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>Puts what Google Cloud's audit logs say of a GKE cluster's API server back into the words that the server itself has for it.</summary>
static class GoogleAudit
{
    /// <summary>The audit event; undefined for an entry about something else than an API server; null where it is no entry of an audit log.</summary>
    public static JsonElement? Of(JsonElement entry)
    {
        var said = entry.At("protoPayload");
        if (said.ValueKind != JsonValueKind.Object) return null;
        if (said.Text("serviceName") != "k8s.io" || said.Text("methodName") is not { } method) return default(JsonElement);
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes)) Write(writer, entry, said, method);
        var reader = new Utf8JsonReader(bytes.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    static void Write(Utf8JsonWriter writer, JsonElement entry, JsonElement said, string method)
    {
        var at = entry.Text("timestamp") ?? entry.Text("receiveTimestamp");
        var goesOn = entry.Flag("operation", "first") == true && entry.Flag("operation", "last") != true;
        writer.WriteStartObject();
        writer.WriteString("kind", "Event");
        writer.WriteString("auditID", entry.Text("operation", "id") ?? entry.Text("insertId"));
        writer.WriteString("stage", goesOn ? "ResponseStarted" : "ResponseComplete");
        writer.WriteString("verb", method[(method.LastIndexOf('.') + 1)..]);
        writer.WriteStartObject("user");
        writer.WriteString("username", said.Text("authenticationInfo", "principalEmail") ?? said.Text("authenticationInfo", "principalSubject"));
        writer.WriteEndObject();
        writer.WriteStartArray("sourceIPs");
        if (said.Text("requestMetadata", "callerIp") is { } address) writer.WriteStringValue(address);
        writer.WriteEndArray();
        if (said.Text("resourceName") is { } name) Reference(writer, name.Split('/', 9));
        writer.WriteStartObject("responseStatus");
        writer.WriteNumber("code", Code(said));
        writer.WriteEndObject();
        writer.WriteString("requestReceivedTimestamp", at);
        writer.WriteString("stageTimestamp", at);
        Raw(writer, "requestObject", said.At("request"));
        Raw(writer, "responseObject", said.At("response"));
        writer.WriteEndObject();
    }

    static void Raw(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return;
        writer.WritePropertyName(name);
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }

    static int Code(JsonElement said)
    {
        var number = said.Number("status", "code") ?? 0;
        return number == 0 ? said.Items("authorizationInfo").Any(right => right.Flag("granted") == false) ? 403 : 200 : HttpStatus(number);
    }

    // As Google's own calls number what went wrong.
    static int HttpStatus(long number) => number switch
    {
        3 or 9 or 11 => 400,
        16 => 401,
        7 => 403,
        5 => 404,
        6 or 10 => 409,
        8 => 429,
        12 => 501,
        14 => 503,
        _ => 500,
    };

    // core/v1/namespaces/shop/pods/web-1/exec, apps/v1/namespaces/shop/deployments/web, core/v1/nodes/n-1
    static void Reference(Utf8JsonWriter writer, string[] parts)
    {
        var within = parts is [_, _, "namespaces", _, _, ..];
        var at = within ? 4 : 2;
        if (parts.Length <= at) return;
        writer.WriteStartObject("objectRef");
        writer.WriteString("apiGroup", parts[0]);
        writer.WriteString("apiVersion", parts[1]);
        if (within) writer.WriteString("namespace", parts[3]);
        writer.WriteString("resource", parts[at]);
        if (parts.Length > at + 1) writer.WriteString("name", parts[at + 1]);
        if (parts.Length > at + 2) writer.WriteString("subresource", parts[at + 2]);
        writer.WriteEndObject();
    }
}
