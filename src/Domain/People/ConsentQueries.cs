using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

public sealed class ConsentQueries(TimeBankDb db, TimeProvider clock)
{
    /// <summary>What a person agrees to when signing up, in its newest version.</summary>
    public Task<ConsentText> CurrentAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.ConsentTexts.AsNoTracking().Where(t => t.Since <= now).OrderByDescending(t => t.Since).FirstAsync(ct);
    }
}
