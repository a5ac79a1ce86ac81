using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Accounts;

/// <summary>Into an account without its password: by six digits that were texted to its phone, or by the eight that the station gave to the person in front of it.</summary>
public sealed class AccountByCode(AccountsDb accounts, TimeBankDb db, OneTimeCodes codes, UserManager<Account> users, DeploymentKeys keys, TimeProvider clock)
{
    private const int StationDigits = 8;

    /// <summary>It lifts a lock-out: that one keeps out those who guess passwords.</summary>
    public Task<Outcome<Account>> SignInAsync(string phone, string code, CancellationToken ct) =>
        OpenAsync(phone, (_, digits) => codes.TakeAsync(CodePurpose.SignIn, digits, code, ct), _ => { }, ct);

    /// <summary>Ends all sessions; the answer is for a new one. A password that is too weak uses up no code.</summary>
    public async Task<Outcome<Account>> ResetPasswordAsync(string phone, string code, string newPassword, CancellationToken ct)
    {
        Account named = new() { UserName = AccountDesk.NameOf(Phone.Parse(phone) ?? "", keys) };
        if (await users.IsWeakAsync(named, newPassword)) { return AccountRefusals.WeakPassword; }
        var isStations = code.Trim().Length == StationDigits;
        return await OpenAsync(phone,
            (account, digits) => isStations ? TakeStationsAsync(account, code, ct) : codes.TakeAsync(CodePurpose.Password, digits, code, ct),
            account => (account.PasswordHash, account.SecurityStamp) = (users.PasswordHasher.HashPassword(account, newPassword), AccountDesk.NewStamp()), ct);
    }

    /// <summary>Commits whether or not the code was right: that is how wrong ones are counted. The account's lock makes them wait for each other.</summary>
    private async Task<Outcome<Account>> OpenAsync(string phone, Func<Account?, string, Task<bool>> isRight, Action<Account> then, CancellationToken ct)
    {
        if (Phone.Parse(phone) is not { } digits) { return CodeRefusals.Wrong; }
        await using var transaction = await accounts.Database.BeginTransactionAsync(ct);
        await db.Database.UseTransactionAsync(transaction.GetDbTransaction(), ct);
        var account = await LockAsync(AccountDesk.NameOf(digits, keys), ct);
        var opens = await isRight(account, digits) && account is not null;
        if (opens)
        {
            (account!.AccessFailedCount, account.LockoutEnd) = (0, null);
            then(account);
        }

        await accounts.SaveChangesAsync(ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return opens ? account! : CodeRefusals.Wrong;
    }

    /// <summary>Tries are counted like wrong passwords, and a locked account opens to no code of the station's. Whoever gave the code has had a hand in the account from then on.</summary>
    private async Task<bool> TakeStationsAsync(Account? account, string code, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (account is null || account.LockoutEnd > now) { return false; }
        var hash = keys.LookupHash("activation", code);
        var activation = await db.Activations.FromSql($"select * from activations where code_hash = {hash} for update").SingleOrDefaultAsync(ct);
        var person = activation is { UsedAt: null } && activation.ExpiresAt > now
            ? await db.Persons.FromSql($"select * from persons where id = {activation.PersonId} and account_id = {account.Id} for update").SingleOrDefaultAsync(ct)
            : null;
        if (person is null)
        {
            AccountDesk.Missed(account, now);
            return false;
        }

        (activation!.UsedAt, person.PhoneChangedById) = (now, activation.IssuedById ?? person.PhoneChangedById);
        return true;
    }

    private Task<Account?> LockAsync(string name, CancellationToken ct) =>
        accounts.Users.FromSql($"select * from accounts.accounts where normalized_user_name = {name} for update").SingleOrDefaultAsync(ct);
}
