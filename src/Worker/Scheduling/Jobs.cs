using Microsoft.Extensions.Logging;
using Quartz;
using TimeBank.Menu;
using TimeBank.Reports;
using TimeBank.Worker.Events;
using TimeBank.Worker.Messages;
using TimeBank.Worker.Orders;
using TimeBank.Worker.Passbooks;
using TimeBank.Worker.Storage;

namespace TimeBank.Worker.Scheduling;

/// <summary>A ring may be lost, and what failed is tried again here: whatever happened to the loops, this looks.</summary>
[DisallowConcurrentExecution]
internal sealed class EveryTenSeconds(CreditHours credit, EventRelay relay, SendTexts texts, FoldFigures figures, Rounds rounds) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await rounds.GoAsync(
        [("crediting", credit.WorkAsync), ("relay", ct => relay.RelayAsync(again: true, ct)), ("texts", texts.WorkAsync), ("figures", figures.FoldAsync)], cancellationToken);
}

[DisallowConcurrentExecution]
internal sealed class EveryMinute(DueSteps due, RemindOfVisits remind, CountVolunteers count, Rounds rounds) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await rounds.GoAsync(
        [
            ("offers past their deadline", due.LapseOffersAsync), ("missing check-outs", due.MissCheckOutsAsync),
            ("ratings past their time", due.TimeOutRatingsAsync), ("reminders", remind.RunAsync),
            ("wanted times without anybody", due.FindNobodyAsync), ("volunteers for each item", count.RunAsync),
        ],
        cancellationToken);
}

[DisallowConcurrentExecution]
internal sealed class Nightly(TimeBank.Passbooks.DailySeal seal, NightlyCheck check, Cleaning cleaning, Rounds rounds) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await rounds.GoAsync(
        [("seal", seal.SealAsync), ("reconciliation", check.RunAsync), ("cleaning", cleaning.RunAsync)], cancellationToken);
}

/// <summary>Goes through a round's parts; one that fails is said and does not keep the others from their turn.</summary>
internal sealed class Rounds(Heartbeats hearts, ILogger<Rounds> log)
{
    public async Task GoAsync((string Name, Func<CancellationToken, Task> Work)[] parts, CancellationToken ct)
    {
        List<string> failures = [];
        foreach (var (name, work) in parts)
        {
            try { await work(ct); }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogError(failure, "The schedule's part {Part} failed; it comes round again", name);
                failures.Add($"{name}: {failure.GetBaseException().GetType().Name}");
            }
        }

        await hearts.BeatAsync(Heartbeats.Schedules, failures.Count == 0, failures.Count == 0 ? "on time" : string.Join("; ", failures), ct);
    }
}
