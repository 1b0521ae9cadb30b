using System.Text;
using System.Text.Json;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>
/// Takes records out of whatever brings them: EventBridge, a log file, Firehose, CloudWatch Logs, SNS, the answer of <c>lookup-events</c>.
/// The shape decides, since a customer may have put any of them into another.
/// </summary>
/// <param name="mostBytes">How much may be unpacked in all: what is small can be made to unpack to more than any memory.</param>
sealed class CloudTrailEnvelopes(int mostBytes)
{
    const int Deepest = 6;

    readonly Unpacking unpacking = new(mostBytes);

    /// <summary>What was found, in order.</summary>
    public List<FoundRecord> Found { get; } = [];

    /// <summary>How many parts of a batch could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Whether anything had to be unpacked or came among other things, so that the body itself does not show what is in it.</summary>
    public bool WasPacked { get; private set; }

    /// <summary>Opens what was delivered: one value, or one a line as log shippers send them on.</summary>
    /// <exception cref="UnreadableDeliveryException">It is nothing that CloudTrail's records come in.</exception>
    public void Open(List<JsonElement> values)
    {
        if (values.Count == 0) throw Unknown();
        if (values.Count == 1) Open(values[0], null, 0);
        else Lines(values);
    }

    void Lines(List<JsonElement> values)
    {
        WasPacked = true;
        Each(values, value => Open(value, null, 1));
    }

    void Open(JsonElement json, DateTimeOffset? at, int depth)
    {
        if (depth > Deepest) throw Unknown();
        if (json.ValueKind == JsonValueKind.Array) Each(json.EnumerateArray(), item => Open(item, at, depth + 1));
        else if (json.At("Records").ValueKind == JsonValueKind.Array) LogFile(json, at, depth);
        else if (Firehose.IsBatch(json)) Each(json.Items("records"), item => Packed(item, depth));
        else if (json.Text("messageType") is not null && json.At("logEvents").ValueKind == JsonValueKind.Array) LogStream(json, depth);
        else if (json.Text("detail-type") is not null && json.At("detail").ValueKind == JsonValueKind.Object) Envelope(json);
        else if (json.Text("Type") is not null && json.Text("TopicArn") is not null) Text(json.Text("Message"), at, depth);
        else if (json.At("Events").ValueKind == JsonValueKind.Array) Each(json.Items("Events"), item => Open(item, at, depth + 1));
        else if (json.Text("CloudTrailEvent") is { } answer) Text(answer, at, depth);
        else if (IsRecord(json)) Found.Add(new FoundRecord(json, at, IsNotice: false));
        else if (json.Text("s3Bucket") is not null || json.At("s3ObjectKey").ValueKind == JsonValueKind.Array) throw Pointer();
        else if (depth == 0) throw Unknown();
        else Unreadable++; // a batch may hold millions of these, each too cheap to write for an exception to be thrown
    }

    // The bucket's own notifications have the same outermost name, but only say that a file was written.
    void LogFile(JsonElement json, DateTimeOffset? at, int depth)
    {
        foreach (var first in json.Items("Records"))
        {
            if (first.At("s3", "object").ValueKind == JsonValueKind.Object) throw Pointer();
            break;
        }

        Each(json.Items("Records"), item => Open(item, at, depth + 1));
    }

    void Envelope(JsonElement json)
    {
        var at = json.Instant("time");
        Found.Add(IsRecord(json.At("detail")) ? new FoundRecord(json.At("detail"), at, IsNotice: false) : new FoundRecord(json, at, IsNotice: true));
    }

    void LogStream(JsonElement json, int depth)
    {
        // A control message only tries whether anybody is there.
        if (json.Text("messageType") != "DATA_MESSAGE") return;
        Each(json.Items("logEvents"), item => Text(item.Text("message"), item.Instant("timestamp"), depth));
    }

    void Packed(JsonElement item, int depth)
    {
        if (unpacking.Data(item) is not { } data) throw Unknown();
        Values(data.Span, null, depth);
    }

    void Text(string? text, DateTimeOffset? at, int depth) => Values(Encoding.UTF8.GetBytes(text ?? ""), at, depth);

    void Values(ReadOnlySpan<byte> utf8, DateTimeOffset? at, int depth)
    {
        WasPacked = true;
        List<JsonElement> values;
        try
        {
            values = JsonText.Values(utf8);
        }
        catch (JsonException)
        {
            throw Unknown();
        }

        if (values.Count == 0) throw Unknown();
        Each(values, value => Open(value, at, depth + 1));
    }

    // One part that nobody can read must not take with it what came beside it.
    void Each(IEnumerable<JsonElement> items, Action<JsonElement> open)
    {
        foreach (var item in items)
        {
            try
            {
                open(item);
            }
            catch (UnreadableDeliveryException) when (!unpacking.IsTooMuch)
            {
                Unreadable++;
            }
        }
    }

    static bool IsRecord(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && (json.Text("eventName") is not null || json.Text("eventID") is not null || json.At("insightDetails").ValueKind == JsonValueKind.Object);

    static UnreadableDeliveryException Unknown() => new(
        "The body is no CloudTrail record, nor what brings them: an EventBridge event, a log file with \"Records\", a batch of Firehose, or an SNS message with one of these.");

    static UnreadableDeliveryException Pointer() => new(
        "The message only says where in S3 a log file lies, which is not fetched. Send the events themselves, by EventBridge (manifests/cloudtrail-eventbridge.yaml, manifests/cloudtrail-sns.yaml), "
        + "or import the files with `slackaudit import cloudtrail FILE...`.");
}

/// <summary>A record, or what else EventBridge told.</summary>
/// <param name="Json">The record; the whole envelope for a notice.</param>
/// <param name="At">When, by what brought it.</param>
/// <param name="IsNotice">Whether it is an event of EventBridge that is no record of CloudTrail.</param>
readonly record struct FoundRecord(JsonElement Json, DateTimeOffset? At, bool IsNotice);
