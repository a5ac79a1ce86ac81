using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Sites;

internal static class SiteRows
{
    /// <summary>The site, locked against other changes of it, not against orders that name it.</summary>
    public static async Task<Site?> LockSiteAsync(this TimeBankDb db, Guid id, CancellationToken ct) =>
        (await db.Sites.FromSql($"select * from sites where id = {id} for no key update").ToListAsync(ct)).SingleOrDefault();
}
