using System.Runtime.CompilerServices;

namespace SlackAudit.Record.Redaction;

/// <summary>What a member is, by its exact name, where it decides about its neighbours.</summary>
enum Role : byte
{
    None,

    // These seven can be known to be secret only by a neighbour that comes later; their places are remembered until then.
    Value,
    OldValue,
    NewValue,
    Data,
    Items,
    RequestObject,
    ResponseObject,

    Name,
    Namespace,
    Kind,
    ObjectReference,
    Resource,
    Subresource,
    Metadata,
    ValueFrom,
    Deployment,
    Payload,
}

/// <summary>What the members read so far say about their neighbours.</summary>
[Flags]
enum Hints : byte
{
    None = 0,

    /// <summary><c>{"name":"DB_PASSWORD","value":...}</c></summary>
    NamesSecret = 1,

    /// <summary><c>{"kind":"Secret","data":...}</c></summary>
    SecretKind = 2,

    /// <summary><c>{"kind":"SecretList","items":...}</c></summary>
    SecretList = 4,

    /// <summary><c>{"objectRef":{"resource":"secrets"},"requestObject":...}</c></summary>
    SecretResource = 8,
}

/// <summary>Where in the JSON a member's value stands.</summary>
readonly record struct Place(int Start, int End);

[InlineArray(Count)]
struct Places
{
    public const int Count = (int)Role.ResponseObject;
    Place first;
}

static class Roles
{
    public static Role Of(ReadOnlySpan<char> name) => name switch
    {
        "value" or "Value" or "values" or "parameterValue" or "ParameterValue" or "optionValue" or "defaultValue" => Role.Value,
        "old" or "oldValue" or "old_value" => Role.OldValue,
        "new" or "newValue" or "new_value" => Role.NewValue,
        "data" => Role.Data,
        "items" => Role.Items,
        "requestObject" => Role.RequestObject,
        "responseObject" => Role.ResponseObject,
        "name" or "Name" or "key" or "Key" or "path" or "parameterKey" or "ParameterKey" or "parameterName" or "optionName"
            or "variable" or "header" or "field" or "property" or "setting" => Role.Name,
        "namespace" => Role.Namespace,
        "kind" => Role.Kind,
        "objectRef" => Role.ObjectReference,
        "resource" => Role.Resource,
        "subresource" => Role.Subresource,
        "metadata" => Role.Metadata,
        "valueFrom" => Role.ValueFrom,
        "deployment" => Role.Deployment,
        "payload" => Role.Payload,
        _ => Role.None,
    };
}
