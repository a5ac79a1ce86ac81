using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Accounts;

/// <summary>A person leaves with the account: the password once more, then one transaction over both.</summary>
public sealed class Departure(AccountDesk desk, Leave leave, AccountsDb accounts, TimeBankDb db)
{
    public async Task<Outcome<Guid>> LeaveAsync(CommandKey key, Caller caller, string password, CancellationToken ct)
    {
        if (!(await desk.ProveAsync(caller, password, ct)).IsDone(out _, out var why)) { return why; }
        return await leave.LeaveAsync(key, caller.PersonId, async account =>
        {
            await accounts.Database.UseTransactionAsync(db.Database.CurrentTransaction!.GetDbTransaction(), ct);
            await accounts.Users.Where(a => a.Id == account).ExecuteDeleteAsync(ct);
        }, ct);
    }
}
