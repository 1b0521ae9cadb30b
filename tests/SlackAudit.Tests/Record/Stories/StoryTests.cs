using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Tests.Record.Stories;

public sealed class StoryTests
{
    [Fact]
    public async Task EveryEventOfAChangeTellsTheWholeOfItHoweverItArrived()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            await using var log = await TestLog.OnSqlite();
            var events = Shipped.Change().Concat(Shipped.Noise()).ToArray();
            new Random(seed).Shuffle(events);
            foreach (var some in events.Chunk(1 + seed % 4)) await log.Append(some);
            var own = Shipped.Change().Select(e => e.SourceEventId).ToList();

            foreach (var e in (await log.All()).Where(e => own.Contains(e.SourceEventId)))
            {
                var story = await log.Of<StoryReader>().OfAsync(e, default);

                Assert.Equal(own, story?.Events.Select(each => each.SourceEventId));
                Assert.Equal(Shipped.Told, Shipped.Lines(story));
            }
        }
    }

    [Fact]
    public async Task TheSameIdsOfAnotherRackOrAppAreAnotherStory()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append([.. Shipped.Change(), .. Shipped.Noise()]);

        var staging = (await log.All()).First(e => e.Scope == "staging");
        var other = (await log.All()).First(e => e.Target == "RXYZ");

        Assert.Equal(["Deployed by mallory Success in 30 s"], Shipped.Lines(await log.Of<StoryReader>().OfAsync(staging, default)));
        Assert.Null(await log.Of<StoryReader>().OfAsync(other, default));
    }

    [Fact]
    public async Task ARollbackIsAStepOfItsOwn()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(
            Shipped.Convox("app:promote:errored", "error", "12:05:00", "R1"), Shipped.Convox("release:promote", "start", "12:00:00", "R1"),
            Shipped.Convox("release:promote", "start", "13:00:00", "R1"), Shipped.Convox("app:promote:completed", "success", "13:01:00", "R1"),
            Shipped.Convox("release:promote", "start", "14:00:00", "R1"));

        Assert.Equal(
            ["Deployed by carol Failure in 5 min", "Deployed by carol Success in 1 min", "Deployed by carol Started"],
            Shipped.Lines(await log.Of<StoryReader>().OfAsync((await log.All())[0], default)));
    }

    [Fact]
    public async Task AnImageIsFollowedToItsMachinesAndNotToTheNextOne()
    {
        await using var log = await TestLog.OnSqlite();
        AuditEvent[] Rollout(string hour, string image) =>
        [
            Shipped.Trail("CreateImage", "ec2", $"{hour}:00:00", """{"instanceId":"i-1","name":"web"}""", $$"""{"imageId":"{{image}}"}"""),
            Shipped.Trail("CreateLaunchTemplateVersion", "ec2", $"{hour}:05:00",
                $$$"""{"CreateLaunchTemplateVersionRequest":{"LaunchTemplateName":"web","LaunchTemplateData":{"ImageId":"{{{image}}}"} } }""",
                """{"CreateLaunchTemplateVersionResponse":{"launchTemplateVersion":{"launchTemplateId":"lt-1","launchTemplateName":"web","versionNumber":7}}}"""),
            Shipped.Trail("ModifyLaunchTemplate", "ec2", $"{hour}:06:00", """{"ModifyLaunchTemplateRequest":{"LaunchTemplateId":"lt-1","SetDefaultVersion":"7"}}""", "null"),
            Shipped.Trail("UpdateAutoScalingGroup", "autoscaling", $"{hour}:07:00", """{"autoScalingGroupName":"web-asg","launchTemplate":{"launchTemplateName":"web","version":"7"}}""", "null"),
            Shipped.Trail("StartInstanceRefresh", "autoscaling", $"{hour}:08:00", """{"autoScalingGroupName":"web-asg"}""", """{"instanceRefreshId":"r-1"}"""),
        ];
        AuditEvent[] events = [.. Rollout("01", "ami-0old"), .. Rollout("12", "ami-0new")];
        await log.Append([.. events, Shipped.Trail("UpdateAutoScalingGroup", "autoscaling", "12:07:30", """{"autoScalingGroupName":"other-asg","desiredCapacity":3}""", "null")]);
        var all = await log.All();

        Assert.Equal([1, 2, 3, 4, 5], (await log.Of<StoryReader>().OfAsync(all[0], default))!.Events.Select(e => (int)e.Id));
        Assert.All(all.Skip(5).Take(5), e => Assert.Equal([6, 7, 8, 9, 10], log.Of<StoryReader>().OfAsync(e, default).Result!.Events.Select(each => (int)each.Id)));
        Assert.Null(await log.Of<StoryReader>().OfAsync(all[10], default));
    }

    [Fact]
    public async Task ASessionIsOneStepWithItsDuration()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(
            Shipped.Trail("TerminateSession", "ssm", "12:12:00", """{"sessionId":"dora-0abc"}""", """{"sessionId":"dora-0abc"}"""),
            Shipped.Trail("StartSession", "ssm", "12:00:00", """{"target":"i-1"}""", """{"sessionId":"dora-0abc"}"""),
            Shipped.Trail("StartSession", "ssm", "12:30:00", """{"target":"i-1"}""", """{"sessionId":"dora-0def"}"""));
        var all = await log.All();

        var story = await log.Of<StoryReader>().OfAsync(all[0], default);

        Assert.Equal(["Session by dora Success in 12 min"], Shipped.Lines(story));
        Assert.Equal(TimeSpan.FromMinutes(12), story!.Sessions[1].Duration);
    }

    [Fact]
    public async Task WhatTooManyEventsReferToJoinsNothingAndAStoryEnds()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append([.. Enumerable.Range(0, 51).Select(_ => Some.Event() with { Correlation = "run:often" })]);
        // Each shares a reference with the next, and more of them than a story bears with the first.
        await log.Append([.. Enumerable.Range(0, 8).Select(i => Some.Event() with { Correlation = $"run:{i} run:{i + 1}", OccurredAt = Some.Now.AddMinutes(i) })]);
        await log.Append([.. Enumerable.Range(0, 90).Select(i => Some.Event() with { Correlation = $"run:w{i / 2} run:w{i / 45 + 1000}", OccurredAt = Some.Now.AddMinutes(i) })]);
        await log.Append(Some.Event() with { Correlation = "run:w1000 run:w1001" });
        var all = await log.All();

        Assert.Null(await log.Of<StoryReader>().OfAsync(all[0], default));
        Assert.Equal([52, 53, 54, 55, 56], (await log.Of<StoryReader>().OfAsync(all[51], default))!.Events.Select(e => (int)e.Id));
        Assert.Equal(StoryReader.MostEvents, (await log.Of<StoryReader>().OfAsync(all[^1], default))!.Events.Count);
    }

    [Fact]
    public async Task AStoryThatCannotBeReadIsLeftOut()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Shipped.Change());
        var one = (await log.All())[0];
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={log.File}"))
        {
            await connection.OpenAsync();
            await using var drop = connection.CreateCommand();
            drop.CommandText = "DROP TABLE correlations";
            await drop.ExecuteNonQueryAsync();
        }

        Assert.Null(await log.Of<StoryReader>().OfAsync(one, default));
    }

    [Theory]
    [InlineData("release:production/myapp/RABC", -6247534511034031537L)]
    [InlineData("run:語", 8428544130340440028L)]
    public void AReferencesKeyIsWhatTheChainsDocumentSays(string reference, long key) => Assert.Equal(key, SlackAudit.Record.Correlation.KeyOf(reference));
}
