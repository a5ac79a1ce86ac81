using TimeBank.Events;
using TimeBank.Storage;

namespace TimeBank.Passbooks;

/// <summary>The one door through which minutes move.</summary>
public sealed class PassbookDesk(TimeBankDb db, Bell bell)
{
    /// <summary>Credits one batch of what is due, in one transaction (0012_crediting.sql). Safe to call from several workers at once.</summary>
    /// <returns>How many rows left the queue; 0 when nothing is due that no other worker holds.</returns>
    public async Task<int> CreditDueAsync(int batchSize, CancellationToken ct)
    {
        var credited = await db.RowAsync<int>($"select credit_due({batchSize})", ct);
        if (credited > 0) { bell.Ring(Bell.Outbox); }
        return credited;
    }
}
