using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Generic;

/// <summary>Who did it: a text, or an object with <c>name</c>, <c>id</c> and <c>email</c>.</summary>
static class GenericActor
{
    public static (string? Name, ActorTrust Trust) Of(JsonElement json)
    {
        var actor = json.At("actor");
        var name = (actor.ValueKind == JsonValueKind.Object ? Named(actor) : actor.TextOrNumber())?.Trim();
        return name is null ? (null, ActorTrust.None) : (name, Trust(json.Text("actor_trust")));
    }

    // A display name ("Alice Liddell") is nothing that people ask by, nor is it unique; an address is both.
    static string? Named(JsonElement actor)
    {
        var name = actor.TextOrNumber("name")?.Trim();
        var email = actor.Text("email");
        return name is not null && !(email is not null && name.Any(char.IsWhiteSpace)) ? name : email ?? actor.TextOrNumber("id");
    }

    // Whoever holds the secret may say less than that he claims it, never more.
    static ActorTrust Trust(string? claimed) => claimed?.Trim().ToLowerInvariant() switch
    {
        "none" => ActorTrust.None,
        "inferred" => ActorTrust.Inferred,
        _ => ActorTrust.Asserted,
    };
}
