using TimeBank.Events;
using TimeBank.Passbooks;
using TimeBank.Worker.Events;

namespace TimeBank.Worker.Passbooks;

/// <summary>Rated records become transfers, batch by batch, until nothing is due.</summary>
public sealed class CreditHours(PassbookDesk desk, Heartbeats hearts, WorkerSettings settings) : IWokenWork
{
    public static string Channel => Bell.CreditsDue;

    public static string Name => Heartbeats.Crediting;

    public async Task<TimeSpan> WorkAsync(CancellationToken ct)
    {
        var credited = 0;
        while (await desk.CreditDueAsync(settings.BatchSize, ct) is > 0 and var batch) { credited += batch; }
        await hearts.BeatAsync(Name, well: true, $"{credited} credited", ct);
        return Timeout.InfiniteTimeSpan;
    }
}
