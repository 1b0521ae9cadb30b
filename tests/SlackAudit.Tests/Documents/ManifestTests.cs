using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Documents;

/// <summary>Slack refuses a manifest with a property that it does not know or a text that is too long; see its manifest schema.</summary>
public sealed class ManifestTests
{
    const string Http = "manifests/slack-http.json";
    const string SocketMode = "manifests/slack-socket-mode.json";

    public static TheoryData<string> Both => [Http, SocketMode];

    static readonly Dictionary<string, string[]> Known = new()
    {
        [""] = ["_metadata", "display_information", "features", "oauth_config", "settings"],
        ["_metadata"] = ["major_version", "minor_version"],
        ["display_information"] = ["name", "description", "long_description", "background_color"],
        ["features"] = ["app_home", "bot_user", "shortcuts", "slash_commands", "unfurl_domains"],
        ["features.app_home"] = ["home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"],
        ["features.bot_user"] = ["display_name", "always_online"],
        ["features.slash_commands"] = ["command", "url", "description", "usage_hint", "should_escape"],
        ["features.shortcuts"] = ["name", "type", "callback_id", "description"],
        ["oauth_config"] = ["scopes"],
        ["oauth_config.scopes"] = ["bot"],
        ["settings"] = ["event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled"],
        ["settings.event_subscriptions"] = ["request_url", "bot_events"],
        ["settings.interactivity"] = ["is_enabled", "request_url"],
    };

    static readonly (string Path, int Least, int Most)[] Lengths =
    [
        ("display_information.name", 1, 35),
        ("display_information.description", 1, 140),
        ("display_information.long_description", 175, 4000),
        ("display_information.background_color", 4, 7),
        ("features.bot_user.display_name", 1, 80),
        ("features.slash_commands.command", 2, 32),
        ("features.slash_commands.description", 1, 2000),
        ("features.slash_commands.usage_hint", 1, 1000),
    ];

    [Theory, MemberData(nameof(Both))]
    public void EveryPropertyIsOneThatSlackKnows(string file) => AssertKnown(Manifest(file), "");

    [Theory, MemberData(nameof(Both))]
    public void EveryTextHasALengthThatSlackTakes(string file) =>
        Assert.All(Lengths, limit => Assert.InRange(Text(file, limit.Path).Length, limit.Least, limit.Most));

    [Theory, MemberData(nameof(Both))]
    public void TheAppAsksForNoMoreThanIsUsed(string file) =>
        Assert.Equal(["chat:write", "commands", "files:write", "links:read", "links:write", "usergroups:read", "users:read", "users:read.email"], At(file, "oauth_config.scopes.bot").AsArray().Select(scope => scope!.GetValue<string>()));

    [Theory, MemberData(nameof(Both))]
    public void TheCommandIsTheOneThatIsAnswered(string file)
    {
        Assert.Equal(new SlackSettings().Command, Text(file, "features.slash_commands.command"));
        Assert.True(At(file, "features.slash_commands.should_escape").GetValue<bool>());
    }

    [Theory, MemberData(nameof(Both))]
    public void WhatTheHintSuggestsIsUnderstood(string file)
    {
        var hints = Text(file, "features.slash_commands.usage_hint").Split(" | ");

        Assert.Equal("help", hints[^1]);
        Assert.All(hints[..^1], hint => Assert.Null(Question.Parse(hint, new QuestionContext(Some.Now, TimeZoneInfo.Utc, [])).Problem));
    }

    [Theory, MemberData(nameof(Both))]
    public void EveryShortcutAndEventIsOneThatIsActedOn(string file)
    {
        var services = new ServiceCollection().AddAsk(new SlackSettings());
        var shortcuts = At(file, "features.shortcuts").AsArray().Select(shortcut => shortcut!.AsObject()).ToList();

        Assert.Equal(Keys(typeof(IShortcutHandler)), shortcuts.Select(shortcut => shortcut["callback_id"]!.GetValue<string>()).Order());
        Assert.Equal(Keys(typeof(ISlackEventListener)), At(file, "settings.event_subscriptions.bot_events").AsArray().Select(type => type!.GetValue<string>()).Order());
        Assert.All(shortcuts, shortcut => Assert.InRange(shortcut["name"]!.GetValue<string>().Length, 1, 24));
        Assert.True(At(file, "features.app_home.home_tab_enabled").GetValue<bool>());

        IEnumerable<object?> Keys(Type handler) => services.Where(service => service.ServiceType == handler).Select(service => service.ServiceKey).Order();
    }

    [Fact]
    public void TheAddressesAreRoutesOfTheService()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSlack(new SlackSettings { ApiToken = "xoxb-test", SigningSecret = "test" });
        using var app = builder.Build();
        app.MapSlack();
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(route => route.RoutePattern.RawText).ToList();

        foreach (var path in (string[])["features.slash_commands.url", "settings.interactivity.request_url", "settings.event_subscriptions.request_url"])
        {
            var address = new Uri(Text(Http, path));
            Assert.Equal("https://audit.example.com", address.GetLeftPart(UriPartial.Authority));
            Assert.Contains(address.AbsolutePath, routes);
        }
    }

    [Fact]
    public void SocketModeIsTheSameAppWithoutAddresses()
    {
        var http = Manifest(Http);
        Assert.True(http["features"]!["slash_commands"]![0]!.AsObject().Remove("url"));
        Assert.True(http["settings"]!["interactivity"]!.AsObject().Remove("request_url"));
        Assert.True(http["settings"]!["event_subscriptions"]!.AsObject().Remove("request_url"));
        Assert.False(http["settings"]!["socket_mode_enabled"]!.GetValue<bool>());
        http["settings"]!["socket_mode_enabled"] = true;

        Assert.True(JsonNode.DeepEquals(http, Manifest(SocketMode)));
    }

    static JsonNode Manifest(string file) => JsonNode.Parse(Repository.Read(file))!;

    static string Text(string file, string path) => At(file, path).GetValue<string>();

    static JsonNode At(string file, string path) =>
        path.Split('.').Aggregate(Manifest(file), (node, name) => Single(node)[name] ?? throw new KeyNotFoundException($"{file} has no {path}."));

    static void AssertKnown(JsonNode node, string path)
    {
        foreach (var (name, value) in Single(node).AsObject())
        {
            Assert.Contains(name, Known[path]);
            if (value is JsonObject or JsonArray { Count: > 0 } && Single(value) is JsonObject) AssertKnown(value, path.Length == 0 ? name : $"{path}.{name}");
        }
    }

    static JsonNode Single(JsonNode node) => node is JsonArray many ? many[0]! : node;
}
