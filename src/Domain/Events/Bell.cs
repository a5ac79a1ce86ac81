using Microsoft.Extensions.Logging;
using Npgsql;

namespace TimeBank.Events;

/// <summary>Wakes the worker after a commit. NOTIFY inside the transaction would make all commits queue behind one lock, so the bell rings
/// beside it, and many rings become one. A ring that is lost costs seconds: the worker looks by itself every ten.</summary>
public sealed partial class Bell(NpgsqlDataSource database, ILogger<Bell> log)
{
    public const string Outbox = "outbox";
    public const string CreditsDue = "credits_due";
    public const string Texts = "texts";
    private readonly Dictionary<string, Ringer> _ringers = new() { [Outbox] = new(), [CreditsDue] = new(), [Texts] = new() };

    public void Ring(string channel)
    {
        var ringer = _ringers[channel];
        ringer.Wanted = true;
        if (Interlocked.Exchange(ref ringer.Running, 1) == 0) { _ = RingAsync(channel, ringer); }
    }

    private async Task RingAsync(string channel, Ringer ringer)
    {
        try
        {
            while (ringer.Wanted)
            {
                ringer.Wanted = false;
                await using var notify = database.CreateCommand($"notify {channel}");
                await notify.ExecuteNonQueryAsync();
            }
        }
        catch (Exception unreachable) when (unreachable is NpgsqlException or InvalidOperationException or ObjectDisposedException)
        {
            ringer.Wanted = false;
            CouldNotRing(log, unreachable, channel);
        }
        finally { Interlocked.Exchange(ref ringer.Running, 0); }

        if (ringer.Wanted) { Ring(channel); }   // wanted after the last look, before the door was closed
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not wake the worker on {Channel}; it looks by itself within ten seconds")]
    private static partial void CouldNotRing(ILogger log, Exception unreachable, string channel);

    private sealed class Ringer
    {
        public volatile bool Wanted;
        public int Running;
    }
}
