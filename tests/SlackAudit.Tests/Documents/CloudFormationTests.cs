using YamlDotNet.RepresentationModel;

namespace SlackAudit.Tests.Documents;

/// <summary>The templates that connect CloudTrail.</summary>
public sealed class CloudFormationTests
{
    const string EventBridge = "manifests/cloudtrail-eventbridge.yaml";
    const string Sns = "manifests/cloudtrail-sns.yaml";

    public static TheoryData<string> Both => [EventBridge, Sns];

    [Theory, MemberData(nameof(Both))]
    public void ReadsOfSecretsAreDeliveredToo(string file)
    {
        var rule = At(file, "Resources", "Rule");

        Assert.Equal("AWS::Events::Rule", Text(rule["Type"]));
        Assert.Equal("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", Text(rule["Properties"]["State"]));
        var pattern = rule["Properties"]["EventPattern"];
        Assert.Contains("AWS API Call via CloudTrail", Texts(pattern["detail-type"]));
        Assert.Contains("GetSecretValue", ((YamlSequenceNode)pattern["$or"]).SelectMany(option => Strings(option)));
    }

    [Theory, MemberData(nameof(Both))]
    public void EveryReferenceIsToSomethingInTheTemplate(string file)
    {
        var root = Root(file);
        var known = Names(root["Resources"]).Concat(Names(root["Parameters"])).ToList();
        var references = root.AllNodes.OfType<YamlScalarNode>().Where(node => !node.Tag.IsEmpty && node.Tag.Value is "!Ref" or "!GetAtt").Select(node => node.Value!.Split('.')[0]).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.True(known.Contains(name) || name.StartsWith("AWS::", StringComparison.Ordinal), name));
    }

    [Theory, MemberData(nameof(Both))]
    public void TheAddressIsARouteOfTheService(string file) => Assert.Equal("/hooks/cloudtrail", new Uri(Text(At(file, "Parameters", "Address", "Default"))).AbsolutePath);

    [Fact]
    public void EventBridgeBringsTheSecretAsAKeyThatIsNotShown()
    {
        Assert.Equal("true", Text(At(EventBridge, "Parameters", "Secret", "NoEcho")));
        var key = At(EventBridge, "Resources", "Connection", "Properties", "AuthParameters", "ApiKeyAuthParameters");
        Assert.Equal(("X-Api-Key", "Secret"), (Text(key["ApiKeyName"]), Text(key["ApiKeyValue"])));
        Assert.Equal("POST", Text(At(EventBridge, "Resources", "Destination", "Properties", "HttpMethod")));
    }

    [Fact]
    public void SnsSignsWhatItSendsByTheNewerVersion()
    {
        Assert.Equal("2", Text(At(Sns, "Resources", "Topic", "Properties", "SignatureVersion")));
        Assert.Equal("false", Text(At(Sns, "Resources", "Subscription", "Properties", "RawMessageDelivery")));
        Assert.Equal("https", Text(At(Sns, "Resources", "Subscription", "Properties", "Protocol")));
    }

    static YamlDocument Document(string file)
    {
        var stream = new YamlStream();
        using var text = new StringReader(Repository.Read(file));
        stream.Load(text);
        return Assert.Single(stream.Documents);
    }

    static YamlMappingNode Root(string file) => (YamlMappingNode)Document(file).RootNode;

    static YamlNode At(string file, params string[] path) => path.Aggregate((YamlNode)Root(file), (node, name) => node[name]);

    static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Select(Text);

    static IEnumerable<string> Strings(YamlNode node) => node.AllNodes.OfType<YamlScalarNode>().Select(Text);

    static IEnumerable<string> Names(YamlNode node) => ((YamlMappingNode)node).Children.Keys.Select(Text);
}
