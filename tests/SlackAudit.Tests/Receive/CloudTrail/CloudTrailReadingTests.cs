using SlackAudit.Receive.CloudTrail;

namespace SlackAudit.Tests.Receive.CloudTrail;

public sealed class CloudTrailReadingTests
{
    public static TheoryData<int> SampleNumbers => [.. Enumerable.Range(0, Trail.Samples.Count)];

    public static TheoryData<int> MadeUpNumbers => [.. Enumerable.Range(0, Trail.MadeUp.Count)];

    [Theory, MemberData(nameof(SampleNumbers))]
    public void EverySampleIsReadAsACarefulPersonWould(int number) =>
        Assert.Equal(Trail.Lines("samples.expected.txt")[number], Trail.Line(Trail.Event(Trail.Samples[number])));

    [Theory, MemberData(nameof(MadeUpNumbers))]
    public void EveryMadeUpRecordIsReadAsACarefulPersonWould(int number) =>
        Assert.Equal(Trail.Lines("made-up.expected.txt")[number], Trail.Line(Trail.Event(Trail.MadeUp[number])));

    [Fact]
    public void NoExpectedLineIsLeftOver() =>
        Assert.Equal((Trail.Samples.Count, Trail.MadeUp.Count), (Trail.Lines("samples.expected.txt").Length, Trail.Lines("made-up.expected.txt").Length));

    [Fact]
    public void NoCallHasTwoRows() => Assert.Empty(Meanings.Listed.GroupBy(call => call).Where(calls => calls.Count() > 1).Select(calls => calls.Key));
}
