using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using TimeBank.Events;

namespace TimeBank.Worker.Events;

/// <summary>The process's one listening connection. A ring wakes the loop that waits for it; many rings before it looks are one.</summary>
public sealed class Bells(NpgsqlDataSource database, TimeProvider clock, ILogger<Bells> log) : BackgroundService
{
    private static readonly TimeSpan _betweenTries = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, Channel<bool>> _rings = new() { [Bell.Outbox] = OneRing(), [Bell.CreditsDue] = OneRing(), [Bell.Texts] = OneRing() };

    /// <summary>Returns at the next ring, at once if it has rung since the last time, or when <paramref name="atMost"/> has passed.</summary>
    public async Task WaitAsync(string channel, TimeSpan atMost, CancellationToken ct)
    {
        using CancellationTokenSource timeout = new(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try { await _rings[channel].Reader.ReadAsync(either.Token); }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return; }   // nobody rang
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try { await ListenAsync(stoppingToken); }
            catch (Exception lost) when (lost is NpgsqlException or IOException or TimeoutException)
            {
                log.LogWarning(lost, "The listening connection was lost; the loops look by themselves until it is back");
                await Task.Delay(_betweenTries, clock, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        connection.Notification += (_, ring) => Wake(ring.Channel);
        foreach (var channel in _rings.Keys)
        {
            await using NpgsqlCommand listen = new($"listen {channel}", connection);
            await listen.ExecuteNonQueryAsync(ct);
            Wake(channel);   // whatever rang before is lost: look once
        }

        while (true) { await connection.WaitAsync(ct); }
    }

    private void Wake(string channel)
    {
        if (_rings.TryGetValue(channel, out var ring)) { ring.Writer.TryWrite(true); }
    }

    private static Channel<bool> OneRing() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
