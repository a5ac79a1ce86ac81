using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TimeBank.Messages;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Accounts;

/// <summary>Every step of an account that exists begins with its password, asked under the row's lock: guesses at one account are counted one by one, however many come at once.</summary>
public sealed class AccountDesk(
    AccountsDb accounts, TimeBankDb db, UserManager<Account> users, OneTimeCodes codes, TextSettings texts, DeploymentKeys keys, TimeProvider clock)
{
    private const int GreatestMisses = 5;
    private static readonly TimeSpan _lockOut = TimeSpan.FromMinutes(15);
    private static string? _nobodysHash;

    public Task<Outcome<Account>> SignInAsync(string phone, string password, CancellationToken ct)
    {
        var name = NameOf(Phone.Parse(phone) ?? "", keys);
        return ProvenAsync(accounts.Users.FromSql($"select * from accounts.accounts where normalized_user_name = {name} for update"), password, account => Task.FromResult<Outcome<Account>>(account), ct);
    }

    /// <summary>Once more before what cannot be undone: a phone left on a table is not its owner.</summary>
    public Task<Outcome<Account>> ProveAsync(Caller caller, string password, CancellationToken ct) =>
        ProvenAsync(ById(caller), password, account => Task.FromResult<Outcome<Account>>(account), ct);

    /// <summary>Ends all sessions; the answer is for a new one.</summary>
    public Task<Outcome<Account>> ChangePasswordAsync(Caller caller, string password, string newPassword, CancellationToken ct) =>
        ProvenAsync(ById(caller), password, async account =>
        {
            if (await users.IsWeakAsync(account, newPassword)) { return AccountRefusals.WeakPassword; }
            (account.PasswordHash, account.SecurityStamp) = (users.PasswordHasher.HashPassword(account, newPassword), NewStamp());
            return account;
        }, ct);

    /// <summary>The account's name and the person's phone change together or not at all.</summary>
    public async Task<Outcome<Account>> ChangePhoneAsync(Caller caller, PhoneForm form, bool chinese, CancellationToken ct)
    {
        if (Phone.Parse(form.NewPhone) is not { } digits) { return AccountRefusals.BadPhone; }
        if (texts.ProvePhones && form.Code is null) { return CodeRefusals.Needed; }
        return await ProvenAsync(ById(caller), form.Password, async account =>
        {
            if (texts.ProvePhones && !await codes.TakeAsync(CodePurpose.Phone, digits, form.Code!, ct)) { return CodeRefusals.Wrong; }
            account.UserName = account.NormalizedUserName = NameOf(digits, keys);
            var person = await db.Persons.FromSql($"select * from persons where id = {caller.PersonId} for update").SingleAsync(ct);
            var details = keys.Open<PersonDetails>(person.DetailsSealed);
            (person.DetailsSealed, person.PhoneHash) = (keys.Seal(details with { Phone = digits }), NewPerson.PhoneHash(digits, keys));
            TellOld(details.Phone, digits, chinese);
            return account;
        }, ct);
    }

    private void TellOld(string? oldDigits, string newDigits, bool chinese)
    {
        if (texts.Kind is TextKind.None || oldDigits is null || oldDigits[0] == '0' || oldDigits == newDigits) { return; }
        db.OutgoingTexts.Add(OutgoingText.Of(CodeTexts.PhoneChanged(oldDigits, chinese), clock.GetUtcNow(), TimeSpan.FromDays(1), keys));
    }

    public Task SignOutEverywhereAsync(Caller caller, CancellationToken ct) =>
        accounts.Users.Where(a => a.Id == caller.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.SecurityStamp, NewStamp()), ct);

    /// <summary>A keyed hash: who reads the table learns no phone.</summary>
    public static string NameOf(string digits, DeploymentKeys keys) => Convert.ToHexString(keys.LookupHash("phone", digits));

    private IQueryable<Account> ById(Caller caller) => accounts.Users.FromSql($"select * from accounts.accounts where id = {caller.AccountId} for update");

    private async Task<Outcome<Account>> ProvenAsync(IQueryable<Account> locked, string password, Func<Account, Task<Outcome<Account>>> then, CancellationToken ct)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(ct);
        await db.Database.UseTransactionAsync(transaction.GetDbTransaction(), ct);
        var proof = Prove(await locked.SingleOrDefaultAsync(ct), password);
        var outcome = proof is Outcome<Account>.Done(var account) ? await then(account) : proof;
        try
        {
            await accounts.SaveChangesAsync(ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return outcome;
        }
        catch (DbUpdateException taken) when (IsNameTaken(taken)) { return AccountRefusals.Exists; }
    }

    public static bool IsNameTaken(DbUpdateException e) => e.InnerException is PostgresException { ConstraintName: "accounts_user_name" };

    /// <summary>The clock of lock-outs is ours; Identity's own looks at the machine's.</summary>
    private Outcome<Account> Prove(Account? account, string password)
    {
        var now = clock.GetUtcNow();
        if (account?.LockoutEnd > now) { return AccountRefusals.Locked.With("until", account.LockoutEnd); }
        // A phone that nobody has takes as long as one that somebody has.
        var hash = account?.PasswordHash ?? (_nobodysHash ??= users.PasswordHasher.HashPassword(new(), NewStamp()));
        var verdict = users.PasswordHasher.VerifyHashedPassword(account ?? new(), hash, password);
        if (account is null) { return AccountRefusals.Wrong; }
        if (verdict is PasswordVerificationResult.Failed) { return Missed(account, now); }
        account.AccessFailedCount = 0;
        if (verdict is PasswordVerificationResult.SuccessRehashNeeded) { account.PasswordHash = users.PasswordHasher.HashPassword(account, password); }
        return account;
    }

    internal static Refusal Missed(Account account, DateTimeOffset now)
    {
        if (++account.AccessFailedCount < GreatestMisses) { return AccountRefusals.Wrong; }
        (account.AccessFailedCount, account.LockoutEnd) = (0, now + _lockOut);
        return AccountRefusals.Locked.With("until", account.LockoutEnd);
    }

    internal static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}
