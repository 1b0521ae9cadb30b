using SlackAudit.Events;
using SlackAudit.Notify.Confirmations;
using SlackAudit.Record;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Slack;
using static SlackAudit.Tests.Notify.Confirmations.WasItYouDesk;

namespace SlackAudit.Tests.Notify.Confirmations;

public sealed class WasItYouTests
{
    static readonly TimeSpan TwoHours = TimeSpan.FromHours(2);

    [Fact]
    public async Task WhoeverIsKnownInSlackIsAskedByADirectMessageWithTwoButtons()
    {
        await using var desk = await Open();

        var id = await desk.Happens(Did("github", "alice-gh"));

        Assert.Equal(["#prod", "U0ALICE"], desk.Posts.Select(post => post.Channel).Order());
        var question = desk.Slack.Posts.Single(post => post.Message.Channel == "U0ALICE");
        Assert.Equal("D0ALICE", question.Channel);
        Assert.StartsWith("Was it you? alice-gh ran psql in myapp. By alice-gh", question.Message.Text, StringComparison.Ordinal);
        foreach (var fact in (string[])["app myapp", "in production", "from 203.0.113.7", "2026-03-02 14:03 UTC", "Yes, it was me", "2 hours", "#security"])
            Assert.Contains(fact, question.Message.Text, StringComparison.Ordinal);
        var elements = question.Message.Blocks.OfType<ActionsBlock>().Single().Elements.Cast<Button>().ToList();
        Assert.Equal(["Yes, it was me", "No"], elements.Select(button => button.Text.Text));
        Assert.All(elements, button => Assert.Equal($"{id}", button.Value));
        Assert.All(elements, button => Assert.EndsWith("alice-gh ran psql in myapp", button.AccessibilityLabel, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoseAddressSlackKnowsIsAskedDirectlyAndTheOthersWhereItIsTold()
    {
        await using var desk = await Open();
        desk.Slack.People["U0BOB"] = """{"id":"U0BOB","name":"bob","profile":{"email":"bob@example.com"}}""";
        desk.Slack.People["U0GONE"] = """{"id":"U0GONE","deleted":true,"profile":{"email":"gone@example.com"}}""";

        desk.Slack.People["U0ELSE"] = """{"id":"U0ELSE","team_id":"T0ELSE","profile":{"email":"else@example.com"}}""";

        await desk.Happens(Did("generic", "bob"));
        await desk.Happens(Did("generic", "mallory"), Did("generic", "gone@example.com"), Did("generic", "gone@example.com", "policy"), Did("generic", "carol"));

        var questions = desk.Posts.Where(post => post.Text.StartsWith("Was it you?", StringComparison.Ordinal));
        Assert.Equal(["#prod carol", "#prod gone@example.com", "#prod mallory", "#security gone@example.com", "U0BOB bob"], questions.Select(post => $"{post.Channel} {post.Text.Split(' ')[3]}").Order());
        Assert.Equal(2, desk.Slack.Calls.Count(method => method == "users.lookupByEmail"));
        await desk.Happens(Did("generic", "else@example.com"));
        Assert.DoesNotContain(desk.Slack.Posts, post => post.Channel == "D0ELSE");
    }

    [Fact]
    public async Task ProgramsTheLogItselfAndWhatIsNotAskedAboutAreNotAsked()
    {
        await using var desk = await Open(Asked with { When = new AuditQuery { Actions = ["exec"] } });

        await desk.Happens([
            Did("github", null), Did("github", "alice-gh", "db"), Did("slackaudit", "alice"),
            .. new[] { "dependabot[bot]", "system:serviceaccount:ci:deployer", "ec2.amazonaws.com", "web-flow", "deploy-role/0123456789abcdef0123456789abcdef", "deploy-role/i-0abc12345", "system", "aksService", "AWSAccount:111122223333" }.Select(name => Did("generic", name)),
        ]);

        Assert.DoesNotContain(desk.Posts, post => post.Text.StartsWith("Was it you?", StringComparison.Ordinal));
        Assert.Empty(await desk.Confirmations.OpenAsync(default));
        Assert.All(["alice", "deploy-bot", "bot", "role/alice", "ci.smith@example.com", "Root", "system:admin", "system-deploy", "rack-password"], name => Assert.False(Programs.Are(name), name));
    }

    [Fact]
    public async Task YesAsksForTheReasonAndIsAnEventOfTheStory()
    {
        await using var desk = await Open();
        var id = await desk.Happens(Did("github", "alice-gh"));

        Assert.Null(await desk.Press(QuestionMessage.YesAction, id, "U0ALICE"));
        var view = Assert.Single(desk.Slack.Views).View;
        Assert.Empty(desk.Slack.Updates);
        Assert.Equal("Write the reason in a few words.", await desk.Submit(view.PrivateMetadata!, " \u200b ", "U0ALICE"));
        Assert.Null(await desk.Submit(view.PrivateMetadata!, "restarting <!channel> the worker, password=hunter22222", "U0ALICE"));

        var input = view.Blocks.OfType<InputBlock>().Single();
        Assert.Equal((500, false), (input.Element.MaxLength!.Value, input.Optional));
        var said = Assert.Single(await desk.Answers());
        Assert.Equal(("slackaudit", "confirm", "confirmation.yes", "alice", ActorTrust.Verified, $"{id}", "event", false), (said.Source, said.Action, said.SourceAction, said.Actor, said.ActorTrust, said.Target, said.TargetType, said.Sensitive));
        Assert.StartsWith($"alice confirmed alice-gh ran psql in myapp (event {id}): “restarting <!channel> the worker", said.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22222", said.Summary, StringComparison.Ordinal);
        var kept = await desk.Confirmations.FindAsync(id, default);
        Assert.Equal(("yes", "alice", Some.Now), (kept!.Answer, kept.AnsweredBy, kept.AnsweredAt));
        Assert.DoesNotContain("hunter22222", kept.Reason, StringComparison.Ordinal);
        var edited = Assert.Single(desk.Slack.Updates);
        Assert.Equal("D0ALICE", edited.Channel);
        Assert.Empty(edited.Message.Blocks.OfType<ActionsBlock>());
        Assert.Contains("“Yes, it was me”, alice, 2026-03-02 14:03 UTC: restarting", edited.Message.Text, StringComparison.Ordinal);
        SlackAssert.Safe(edited.Message, "<!channel>");
        foreach (var told in new[] { said, (await desk.Log.Questions.FindAsync(id, default))! })
            Assert.Equal([id, said.Id], (await desk.Log.Of<StoryReader>().OfAsync(told, default))!.Steps.Select(step => step.Event.Id));
        Assert.DoesNotContain(desk.Posts, post => post.Channel == "#security");
    }

    [Fact]
    public async Task NoIsToldAtOnce()
    {
        await using var desk = await Open();
        var id = await desk.Happens(Did("github", "alice-gh"));

        var said = await desk.No(id);

        Assert.Equal("Thank you, your answer is recorded. It is told to #security now.", said);
        Assert.Equal(("confirmation.no", true, "confirm"), ((await desk.Answers())[0].SourceAction, (await desk.Answers())[0].Sensitive, (await desk.Answers())[0].Action));
        Assert.Contains("alice says that it was not them: alice-gh ran psql in myapp", Assert.Single(desk.Posts, post => post.Channel == "#security").Text, StringComparison.Ordinal);
        Assert.Contains("“No”, alice, 2026-03-02 14:03 UTC; #security was told.", Assert.Single(desk.Slack.Updates).Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyThatPersonCanAnswerAndEachPressIsAuthorisedAnew()
    {
        await using var desk = await Open();
        desk.Slack.People["U0BOB"] = """{"id":"U0BOB","profile":{"email":"bob@example.com"}}""";
        var alices = await desk.Happens(Did("github", "alice-gh"));
        var bobs = await desk.Happens(Did("generic", "bob"));
        var carols = await desk.Happens(Did("generic", "carol"));
        var nobodys = await desk.Happens(Did("generic", "mallory"));

        Assert.Equal("This asks alice-gh, so only they can answer it.", await desk.No(alices, "U0BOB"));
        Assert.Equal("This asks alice-gh, so only they can answer it.", await desk.Yes(alices, "me!", "U0BOB"));
        Assert.Equal("This asks alice-gh, so only they can answer it.", await desk.Submit($"{alices}", "me!", "U0BOB"));
        Assert.Contains("have your name linked first", await desk.No(nobodys, "U0BOB"), StringComparison.Ordinal);
        Assert.Contains("“slack:U0BOB”", (await desk.No(nobodys, "U0BOB"))!.Replace('"', '“').Replace("“ and", "” and", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("not in the log any more", await desk.No(4711, "U0BOB"), StringComparison.Ordinal);
        Assert.Contains("not in the log any more", await desk.Submit("12'; DROP", "me!", "U0BOB"), StringComparison.Ordinal);
        Assert.Empty(await desk.Answers());
        Assert.Null(await desk.Yes(bobs, "mine", "U0BOB", "bob"));
        Assert.Null(await desk.Yes(carols, "mine", "U1CAROL"));
        Assert.Equal(["bob", "carol"], (await desk.Answers()).Select(said => said.Actor));
    }

    [Fact]
    public async Task WhoWasLinkedMeanwhileMayAnswer()
    {
        await using var desk = await Open();
        var id = await desk.Happens(Did("generic", "mallory"));

        Assert.Contains("linked first", await desk.No(id, "U0MAL"), StringComparison.Ordinal);
        await desk.Log.Of<IdentityLinks>().LinkAsync("generic:mallory", "mallory", "admin", ActorTrust.Asserted, default);
        await desk.Log.Of<IdentityLinks>().LinkAsync("slack:U0MAL", "mallory", "admin", ActorTrust.Asserted, default);

        Assert.StartsWith("Thank you", await desk.No(id, "U0MAL"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFirstAnswerStands()
    {
        await using var desk = await Open();
        var id = await desk.Happens(Did("github", "alice-gh"));
        await using var other = await desk.Again();

        Assert.Null(await desk.Yes(id, "mine"));
        var again = await desk.Yes(id, "again");
        var no = await other.No(id);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => other.Submit($"{id}", $"reason {i}", "U0ALICE"))));

        Assert.Equal("This was answered already: alice said “Yes, it was me” at 2026-03-02 14:03 UTC, “mine”. The first answer stands.", again);
        Assert.All(both.Append(no), said => Assert.Equal(again, said));
        Assert.Single(await desk.Answers());
        Assert.Single(desk.Slack.Views);
    }

    [Fact]
    public async Task OfManyAnswersAtOnceOneIsTaken()
    {
        await using var desk = await Open();
        await using var other = await desk.Again();
        var id = await desk.Happens(Did("github", "alice-gh"));

        var said = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? desk : other).Submit($"{id}", $"reason {i}", "U0ALICE"))));

        Assert.Single(said, answer => answer is null);
        Assert.Single(await desk.Answers());
    }

    [Fact]
    public async Task WhatNobodyAnswersInTimeIsToldOnceAndCanStillBeAnswered()
    {
        await using var desk = await Open();
        var id = await desk.Happens(Did("github", "alice-gh"));
        await using var other = await desk.Again();

        await desk.After(TwoHours - TimeSpan.FromMinutes(1));
        Assert.Empty(await desk.Answers());
        other.Log.Time.Advance(TwoHours);
        await Task.WhenAll(Task.Run(() => other.Watch.LookAsync(default)), desk.After(TimeSpan.FromMinutes(1)));
        await desk.After(TimeSpan.FromMinutes(1));

        var given = Assert.Single(await desk.Answers());
        Assert.Equal(("confirm", "confirmation.unanswered", null, true), (given.Action, given.SourceAction, given.Actor, given.Sensitive));
        Assert.Contains($"nobody answered within 2 hours of working time whether it was alice-gh: alice-gh ran psql in myapp (event {id})", Assert.Single(desk.Posts, post => post.Channel == "#security").Text, StringComparison.Ordinal);
        var edited = Assert.Single(desk.Slack.Updates).Message;
        Assert.Contains("Not answered in time (2026-03-02 16:03 UTC). #security was told. You can still answer.", edited.Text, StringComparison.Ordinal);
        Assert.Single(edited.Blocks.OfType<ActionsBlock>());

        Assert.Null(await desk.Yes(id, "I was at lunch"));

        var late = (await desk.Answers())[^1];
        Assert.Equal(("confirm.late", "confirmation.yes", "alice", false), (late.Action, late.SourceAction, late.Actor, late.Sensitive));
        Assert.Contains("after it had been told that nobody answered", late.Summary, StringComparison.Ordinal);
        Assert.Contains("Nobody answered in time", desk.Slack.Views[^1].Raw, StringComparison.Ordinal);
        Assert.Equal(2, desk.Posts.Count(post => post.Channel == "#security"));
        Assert.Empty(desk.Slack.Updates[^1].Message.Blocks.OfType<ActionsBlock>());
        Assert.Equal("yes", (await desk.Confirmations.FindAsync(id, default))!.Answer);
        Assert.StartsWith("This was answered already", await desk.No(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkingTimeIsThatOfThePersonAsSlackKnowsIt()
    {
        await using var desk = await Open();
        desk.Slack.People["U0ALICE"] = """{"id":"U0ALICE","tz":"America/Los_Angeles"}""";
        await desk.Happens(Did("github", "alice-gh"));
        await desk.Happens(Did("generic", "mallory"));

        await desk.After(TwoHours);
        Assert.Contains("mallory", Assert.Single(await desk.Answers()).Summary, StringComparison.Ordinal);
        // Nine in California is five in the afternoon here.
        await desk.After(new DateTimeOffset(2026, 3, 2, 18, 59, 0, TimeSpan.Zero) - desk.Log.Time.GetUtcNow());
        Assert.Single(await desk.Answers());
        await desk.After(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await desk.Answers()).Count);
    }

    [Fact]
    public async Task WhoCannotBeAskedIsToldInTheSameTime()
    {
        await using var desk = await Open();
        desk.Slack.Next(StandInAnswer.Refused("messages_tab_disabled"), times: 2);
        await desk.Happens(Did("github", "alice-gh", "policy"));

        await desk.After(TwoHours);

        Assert.Contains("alice-gh could not be asked within 2 hours of working time (Slack answered messages_tab_disabled", Assert.Single(await desk.Answers()).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereSlackDoesNotSayWhoIsWhoNothingIsTaken()
    {
        await using var desk = await Open();
        desk.Slack.Next(StandInAnswer.Http(503));
        var id = await desk.Happens(Did("generic", "bob@example.com", "policy"));
        Assert.Empty(desk.Slack.Posts);

        desk.Slack.Next(StandInAnswer.Http(503));
        Assert.Contains("Slack does not say now", await desk.No(id, "U0BOB"), StringComparison.Ordinal);
        Assert.Empty(await desk.Answers());
    }

    [Fact]
    public async Task ADialogThatCannotBeOpenedIsSaid()
    {
        await using var desk = await Open();
        var id = await desk.Happens(Did("github", "alice-gh"));

        Assert.Equal("The dialog could not be opened in time. Press again.", await desk.Press(QuestionMessage.YesAction, id, "U0ALICE", trigger: "spent"));
    }

    [Fact]
    public void AQuestionIsSafeWhateverIsInTheEvent()
    {
        foreach (var told in HostileEvents.All().Where(e => e.Actor is not null))
            foreach (var answer in (Confirmation?[])[null, .. new[] { "yes", "no", "unanswered" }.Select(word => new Confirmation { EventId = told.Id, Answer = word, AnsweredAt = Some.Now, AnsweredBy = told.Actor, Reason = word == "yes" ? SlackText.Truncate(told.Summary, 500) : null })])
            {
                var message = BlockKit.Fit(QuestionMessage.Of(told, [told], new ShownEvents(told.Id, told.Id + 1), answer, Asked));
                SlackAssert.Safe(message, HostileEvents.Texts);
                Assert.InRange(message.Text!.Length, 50, 4000);
            }
        Assert.All(HostileEvents.Texts, text => Assert.Empty(BlockKit.CheckView(ReasonDialog.Of(HostileEvents.Event(text), new ShownEvents(1, 2), true))));
    }
}
