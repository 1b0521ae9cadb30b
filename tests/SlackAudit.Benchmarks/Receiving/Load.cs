using System.Diagnostics;
using System.Threading.Channels;

namespace SlackAudit.Benchmarks.Receiving;

/// <summary>Sends pushes to a receiver and notes how long each waits for its answer.</summary>
sealed class Load(Pushes pushes, int port)
{
    // More than are ever needed while a receiver keeps up.
    const int ConnectionsOfAnOffer = 256;

    /// <summary>So many connections, each of which sends its next push when it has the answer to the one before.</summary>
    public async Task<Waits> CloseAsync(int connections, TimeSpan length, CancellationToken cancellationToken)
    {
        using var stop = Stop(length, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(first => Task.Run(async () =>
        {
            var waits = new Waits();
            using var connection = new Connection(pushes, port);
            try
            {
                await connection.OpenAsync(stop.Token);
                for (var which = first * 7; ; which++)
                {
                    var sent = Stopwatch.GetTimestamp();
                    waits.Add(await connection.SendAsync(which, stop.Token), Stopwatch.GetElapsedTime(sent));
                }
            }
            catch (OperationCanceledException)
            {
                return waits;
            }
        })));
        cancellationToken.ThrowIfCancellationRequested();
        return Waits.Of(all, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>So many pushes a second, whether they are answered or not; each waits from the instant at which it was due.</summary>
    public async Task<Waits> OfferAsync(int perSecond, TimeSpan length, CancellationToken cancellationToken)
    {
        var due = Channel.CreateUnbounded<(int Which, long At)>();
        var count = (int)(perSecond * length.TotalSeconds);
        // A receiver that cannot keep up is given as long again.
        using var stop = Stop(length * 2, cancellationToken);
        var senders = Enumerable.Range(0, ConnectionsOfAnOffer).Select(_ => Task.Run(async () =>
        {
            var waits = new Waits();
            using var connection = new Connection(pushes, port);
            try
            {
                await connection.OpenAsync(stop.Token);
                await foreach (var (which, at) in due.Reader.ReadAllAsync(stop.Token))
                    waits.Add(await connection.SendAsync(which, stop.Token), Stopwatch.GetElapsedTime(at));
            }
            catch (OperationCanceledException)
            {
                // What was not answered in time is missing in the count.
            }
            return waits;
        })).ToList();
        await Task.Delay(100, cancellationToken);
        var clock = new Thread(() => Tick(due.Writer, perSecond, count)) { Priority = ThreadPriority.AboveNormal };
        clock.Start();
        var all = Waits.Of(await Task.WhenAll(senders), length);
        clock.Join();
        cancellationToken.ThrowIfCancellationRequested();
        return all with { Unanswered = count - all.Count };
    }

    static void Tick(ChannelWriter<(int, long)> due, int perSecond, int count)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < count;)
        {
            var at = began + i * Stopwatch.Frequency / perSecond;
            if (at <= Stopwatch.GetTimestamp()) due.TryWrite((i++, at));
            else Thread.Sleep(1);
        }
        due.Complete();
    }

    static CancellationTokenSource Stop(TimeSpan length, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(length);
        return stop;
    }
}
