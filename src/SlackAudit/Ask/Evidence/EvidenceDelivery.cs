using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Evidence;
using SlackAudit.Slack;

namespace SlackAudit.Ask.Evidence;

/// <summary>Makes an evidence pack and sends it to whoever asked, one at a time.</summary>
sealed class EvidenceDelivery(EvidencePacks packs, ISlackApiClient slack, SlackBackground background, ILogger<EvidenceDelivery> logger)
{
    /// <summary>The largest that is sent, in bytes: Slack takes a gigabyte.</summary>
    const long MostBytes = 1_000_000_000;

    /// <summary>Begins, unless another one is being made.</summary>
    public bool Start(EvidenceQuestion question, string userId, string? reader)
    {
        if (packs.Begin() is not { } turn) return false;
        background.Start("An evidence pack", async cancellationToken =>
        {
            using (turn) await DeliverAsync(question, userId, reader, cancellationToken);
        });
        return true;
    }

    async Task DeliverAsync(EvidenceQuestion question, string userId, string? reader, CancellationToken cancellationToken)
    {
        var name = Mrkdwn.Code(question.Typed);
        // A file goes into a conversation by its id, which only a message to them tells.
        var said = await slack.Chat.PostMessage(Of(userId, Mrkdwn.Of($":hourglass_flowing_sand: Making the evidence pack of {name}.")), cancellationToken);
        var folder = Directory.CreateTempSubdirectory("slackaudit-evidence-").FullName;
        Mrkdwn outcome;
        try
        {
            var pack = await packs.MakeAsync(question, Path.Combine(folder, question.FileName), new LogReader(reader, ActorTrust.Verified), null, cancellationToken);
            if (pack.Bytes <= MostBytes) await slack.Files.Upload(said.Channel, pack.Path, question.FileName, cancellationToken);
            outcome = pack.Bytes <= MostBytes ? Made(name, pack) : Mrkdwn.Of($":warning: The evidence pack of {name} is larger than Slack takes. Have this run where SlackAudit runs: {Mrkdwn.Code(EvidenceCommand.OnServer(question))}");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(failure, "An evidence pack was not made or not sent.");
            var reason = failure is SlackException ? failure.Message : "The log or the disk did not serve; the service's own log says why.";
            outcome = Mrkdwn.Of($":warning: The evidence pack of {name} did not come about. {reason} Ask again, or have this run where SlackAudit runs: {Mrkdwn.Code(EvidenceCommand.OnServer(question))}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        await slack.Chat.Update(said.Ts, Of(said.Channel, outcome), cancellationToken);
    }

    static Mrkdwn Made(Mrkdwn name, EvidencePack pack)
    {
        var number = pack.Events.ToString("N0", CultureInfo.InvariantCulture);
        var state = pack.Faults.Count == 0 ? Mrkdwn.Literal("The log's chain is intact.") : Mrkdwn.Of($":rotating_light: *The log is broken*, and the pack says where: {SlackText.Truncate(string.Join(" ", pack.Faults), 500)}");
        return Mrkdwn.Of($":white_check_mark: The evidence pack of {name} is made: {number} events. {state} SHA-256 {Mrkdwn.Code(pack.Sha256)}, newest checkpoint {Mrkdwn.Code($"{pack.Checkpoint.Sequence} {Convert.ToHexStringLower(pack.Checkpoint.Hash)}")}");
    }

    static Message Of(string channel, Mrkdwn line) => Sentences.Lines(line) with { Channel = channel };
}
