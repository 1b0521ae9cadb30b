using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Tests.Slack.Access;

public sealed class RolesTests
{
    readonly Mock<IUserGroupsApi> groups = new();
    readonly FakeTimeProvider clock = new(Some.Now);

    [Theory]
    [InlineData("U1", "C1", Role.Everyone)]
    [InlineData("U2", "C1", Role.Member)]
    [InlineData("U1", "C2", Role.Member)]
    [InlineData("U3", "C1", Role.Admin)]
    [InlineData("", "", Role.Everyone)]
    public async Task AListNamesPeopleAndChannelsAndWhatIsNotListedIsInherited(string user, string channel, Role expected)
    {
        var roles = Roles(new AccessSettings { Members = ["U2", "C2"], Auditors = ["U3"] });

        Assert.Equal(expected, await roles.OfAsync(user, channel, default));
    }

    [Fact]
    public async Task WhoIsInAGroupIsAskedOnceInAWhileAndLeavingItCounts()
    {
        groups.Setup(api => api.UsersOf("S1", It.IsAny<CancellationToken>())).ReturnsAsync(["U1"]);
        var roles = Roles(new AccessSettings { Members = ["S1"] });
        Assert.Equal(Role.Admin, await roles.OfAsync("U1", "", default));
        Assert.Equal(Role.Everyone, await roles.OfAsync("U2", "", default));
        groups.Verify(api => api.UsersOf("S1", It.IsAny<CancellationToken>()), Times.Once);

        groups.Setup(api => api.UsersOf("S1", It.IsAny<CancellationToken>())).ReturnsAsync([]);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(Role.Everyone, await roles.OfAsync("U1", "", default));
    }

    [Fact]
    public async Task NobodyHasARoleByAGroupOfWhichSlackSaysNothing()
    {
        groups.Setup(api => api.UsersOf("S1", It.IsAny<CancellationToken>())).ThrowsAsync(new SlackTransientException("away", "x"));
        var roles = Roles(new AccessSettings { Auditors = ["S1"] });

        Assert.Equal(Role.Member, await roles.OfAsync("U1", "", default));
    }

    [Fact]
    public async Task WhoWasInAGroupAMomentAgoStaysWhileSlackIsAway()
    {
        groups.Setup(api => api.UsersOf("S1", It.IsAny<CancellationToken>())).ReturnsAsync(["U1"]);
        var roles = Roles(new AccessSettings { Auditors = ["S1"] });
        Assert.Equal(Role.Admin, await roles.OfAsync("U1", "", default));

        groups.Setup(api => api.UsersOf("S1", It.IsAny<CancellationToken>())).ThrowsAsync(new SlackTransientException("away", "x"));
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(Role.Admin, await roles.OfAsync("U1", "", default));
    }

    [Theory]
    [InlineData("U0ALICE", true)]
    [InlineData("S0TEAM", true)]
    [InlineData("C0OPS", true)]
    [InlineData("alice", false)]
    [InlineData("#ops", false)]
    [InlineData("U", false)]
    [InlineData("", false)]
    [InlineData("D0DIRECT", false)]
    public void AnIdIsWhatSlackCallsAPersonAGroupOrAChannel(string id, bool expected) => Assert.Equal(expected, AccessSettings.IsId(id));

    Roles Roles(AccessSettings access)
    {
        var slack = new Mock<ISlackApiClient>();
        slack.Setup(client => client.UserGroups).Returns(groups.Object);
        return new Roles(access, new SlackSettings { ApiToken = "xoxb-test" }, slack.Object, clock, NullLogger<Roles>.Instance);
    }
}
