using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Accounts;

/// <summary>Whoever has the phone in hand gets into its account without a password. It lifts a lock-out: that one keeps out those who guess passwords.</summary>
public sealed class AccountByCode(AccountsDb accounts, TimeBankDb db, OneTimeCodes codes, UserManager<Account> users, DeploymentKeys keys)
{
    public Task<Outcome<Account>> SignInAsync(string phone, string code, CancellationToken ct) => OpenAsync(CodePurpose.SignIn, phone, code, _ => { }, ct);

    /// <summary>Ends all sessions; the answer is for a new one. A password that is too weak uses up no code.</summary>
    public async Task<Outcome<Account>> ResetPasswordAsync(string phone, string code, string newPassword, CancellationToken ct)
    {
        Account named = new() { UserName = AccountDesk.NameOf(Phone.Parse(phone) ?? "", keys) };
        if (await users.IsWeakAsync(named, newPassword)) { return AccountRefusals.WeakPassword; }
        return await OpenAsync(CodePurpose.Password, phone, code,
            account => (account.PasswordHash, account.SecurityStamp) = (users.PasswordHasher.HashPassword(account, newPassword), AccountDesk.NewStamp()), ct);
    }

    private async Task<Outcome<Account>> OpenAsync(CodePurpose purpose, string phone, string code, Action<Account> then, CancellationToken ct)
    {
        if (Phone.Parse(phone) is not { } digits) { return CodeRefusals.Wrong; }
        await using var transaction = await accounts.Database.BeginTransactionAsync(ct);
        await db.Database.UseTransactionAsync(transaction.GetDbTransaction(), ct);
        var isRight = await codes.TakeAsync(purpose, digits, code, ct);
        var account = isRight ? await LockAsync(AccountDesk.NameOf(digits, keys), ct) : null;
        if (account is not null)
        {
            (account.AccessFailedCount, account.LockoutEnd) = (0, null);
            then(account);
            await accounts.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return account is null ? CodeRefusals.Wrong : account;
    }

    private Task<Account?> LockAsync(string name, CancellationToken ct) =>
        accounts.Users.FromSql($"select * from accounts.accounts where normalized_user_name = {name} for update").SingleOrDefaultAsync(ct);
}
