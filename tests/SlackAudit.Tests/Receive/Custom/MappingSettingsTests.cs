namespace SlackAudit.Tests.Receive.Custom;

public sealed class MappingSettingsTests
{
    [Theory]
    [InlineData("{ }", "Fields:action is missing")]
    [InlineData("""{ "Fields": { "action": "a..b" } }""", "Fields:action is \"a..b\"")]
    [InlineData("""{ "Fields": { "action": "a[x]" } }""", "position 2")]
    [InlineData("""{ "Fields": { "action": "{a" } }""", "brace at position 1")]
    [InlineData("""{ "Fields": { "action": "two words" } }""", "Fields:action is \"two words\"")]
    [InlineData("""{ "Fields": { "action": "a", "acton": "b" } }""", "Did you mean Sources:platform:Mapping:Fields:action?")]
    [InlineData("""{ "Fields": { "action": { "From": "a", "Match": "(" } } }""", "Fields:action:Match is \"(\"")]
    [InlineData("""{ "Fields": { "action": { "Map": { "a": "b" } } } }""", "Fields:action:From is missing")]
    [InlineData("""{ "Fields": { "action": "a" }, "Items": "x[" }""", "Mapping:Items is \"x[\"")]
    [InlineData("""{ "Fields": { "action": "a" }, "Decode": "Zip" }""", "None, Json, Base64")]
    [InlineData("""{ "Fields": { "action": "a" }, "Signature": { } , "Redact": [ "" ] }""", "Redact holds an empty entry")]
    [InlineData("""{ "Fields": { "action": "a" }, "Signature": { "Prefix": "v1=" } }""", "Signature:Header is missing")]
    [InlineData("""{ "Fields": { "action": "a" }, "Signature": { "Header": "S", "Signed": "{timestamp}" } }""", "{body}")]
    [InlineData("""{ "Fields": { "action": "a" }, "Signature": { "Header": "S", "Timestamp": "T" } }""", "go together")]
    [InlineData("""{ "Fields": { "action": "a" }, "Signature": { "Header": "S", "Key": "Base64" } }""", "not written in Base64")]
    [InlineData("""{ "Fields": { "action": "a" }, "Signature": { "Header": "S", "Tolerance": "0" } }""", "1 to 3600")]
    public void AWrongMappingStopsTheStartAndSaysWhere(string mapping, string says)
    {
        var refusal = Assert.Throws<WrongSettingException>(() => Mapped.Settings(mapping, "not base64!")).Message;

        Assert.Contains("Sources:platform", refusal, StringComparison.Ordinal);
        Assert.Contains(says, refusal, StringComparison.Ordinal);
    }
}
