using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TimeBank.Worker.Events;

/// <summary>Work that a bell wakes. Doing it again when there is nothing to do is harmless.</summary>
public interface IWokenWork
{
    /// <summary>The bell it waits for.</summary>
    static abstract string Channel { get; }

    /// <summary>Its name among the heartbeats.</summary>
    static abstract string Name { get; }

    /// <summary>Works until nothing is left.</summary>
    /// <returns>When to look again although nobody rings; <see cref="Timeout.InfiniteTimeSpan"/>: not needed.</returns>
    Task<TimeSpan> WorkAsync(CancellationToken ct);
}

/// <summary>Works at every ring. What goes wrong is said, and tried again after a while: an outage of the database ends no worker.</summary>
public sealed class WokenLoop<TWork>(IServiceScopeFactory scopes, Bells bells, Heartbeats hearts, TimeProvider clock, ILogger<TWork> log) : BackgroundService
    where TWork : IWokenWork
{
    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bells.WaitAsync(TWork.Channel, await WorkOnceAsync(stoppingToken), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(failure, "{Work} failed; it goes on in {Seconds} s", TWork.Name, _afterFailure.TotalSeconds);
                await SayUnwellAsync(failure, stoppingToken);
                await Task.Delay(_afterFailure, clock, stoppingToken);
            }
        }
    }

    private async Task<TimeSpan> WorkOnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TWork>().WorkAsync(ct);
    }

    private async Task SayUnwellAsync(Exception failure, CancellationToken ct)
    {
        try { await hearts.BeatAsync(TWork.Name, well: false, failure.GetBaseException().GetType().Name, ct); }
        catch (Exception unreachable) when (!ct.IsCancellationRequested) { log.LogWarning(unreachable, "Nor could the heartbeat of {Work} be written", TWork.Name); }
    }
}
