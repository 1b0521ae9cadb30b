using Microsoft.Extensions.Configuration;
using SlackAudit.Notify;
using SlackAudit.Slack;

namespace SlackAudit.Tests;

public sealed class EventPagesTests
{
    static readonly EventPages Pages = new(new Uri("https://audit.example.com"));

    [Fact]
    public void APageHasAnAddressOnceThereIsOneForThePages()
    {
        Assert.Equal("https://audit.example.com/events/12", Pages.Of(12));
        Assert.Null(EventPages.None.Of(12));
    }

    [Theory]
    [InlineData("https://audit.example.com/events/12", 12)]
    [InlineData("https://AUDIT.example.com:443/events/12/?a=b#c", 12)]
    [InlineData("http://audit.example.com/events/12", null)]
    [InlineData("https://audit.example.com.evil.example/events/12", null)]
    [InlineData("https://user@audit.example.com/events/12", null)]
    [InlineData("https://audit.example.com:8443/events/12", null)]
    [InlineData("https://audit.example.com/events/-1", null)]
    [InlineData("https://audit.example.com/events/99999999999999999999", null)]
    [InlineData("https://audit.example.com/events/1/2", null)]
    [InlineData("https://audit.example.com/", null)]
    [InlineData("/events/12", null)]
    [InlineData("", null)]
    public void OnlyTheAddressOfAPageIsOne(string address, int? id)
    {
        Assert.Equal(id, Pages.Read(address));
        Assert.Null(EventPages.None.Read(address));
    }

    [Theory]
    [InlineData("https://audit.example.com", true)]
    [InlineData("https://audit.example.com:8443/", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://audit.example.com", false)]
    [InlineData("https://audit.example.com/audit", false)]
    [InlineData("https://audit.example.com/?a", false)]
    [InlineData("https://user@audit.example.com/", false)]
    [InlineData("audit.example.com", false)]
    [InlineData("javascript:alert(1)", false)]
    public void OnlyAnAddressThatPeopleCanBeSentToIsTaken(string text, bool isTaken)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("PublicUrl", text)]).Build();

        if (isTaken) Assert.Equal(new Uri(text), SettingsReader.Read(settings).PublicUrl);
        else Assert.StartsWith("PublicUrl is ", Assert.Throws<WrongSettingException>(() => SettingsReader.Read(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMessageLinksToThePageOfItsEvent()
    {
        var told = Some.Event() with { Id = 12 };

        Assert.Contains("<https://audit.example.com/events/12|event 12>", SlackJson.Serialize(EventMessage.Of(told, ["r"], pages: Pages)), StringComparison.Ordinal);
        Assert.Equal(SlackJson.Serialize(EventMessage.Of(told, ["r"])), SlackJson.Serialize(EventMessage.Of(told, ["r"], pages: EventPages.None)));
    }
}
