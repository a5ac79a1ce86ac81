using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using TimeBank.Messages;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Accounts;

public sealed record SignedUp(Guid AccountId, Guid PersonId);

/// <summary>An account, its person and the person's consent: one connection, one transaction. A code from the station takes over the person whom staff have enrolled.</summary>
public sealed class SignUp(Once once, AccountsDb accounts, TimeBankDb db, UserManager<Account> users, OneTimeCodes codes, TextSettings texts, DeploymentKeys keys, TimeProvider clock)
{
    public Task<Outcome<SignedUp>> DoAsync(CommandKey key, SignUpForm form, CancellationToken ct) => once.DoAsync<SignedUp>(key, async () =>
    {
        if (Phone.Parse(form.Phone) is not { } phone) { return (AccountRefusals.BadPhone, false); }
        return await ProveAsync(form, phone, ct) is { } unproven
            ? (unproven, unproven.Code == CodeRefusals.Wrong.Code)   // a wrong try is kept, or nobody would count it
            : (await JoinAsync(form, phone, ct), false);
    }, ct);

    /// <summary>Whoever comes with the station's code was seen by the station.</summary>
    private async Task<Refusal?> ProveAsync(SignUpForm form, string phone, CancellationToken ct) =>
        !texts.ProvePhones || form.ActivationCode is not null ? null
        : form.Code is not { } code ? CodeRefusals.Needed
        : await codes.TakeAsync(CodePurpose.SignUp, phone, code, ct) ? null : CodeRefusals.Wrong;

    private async Task<Outcome<SignedUp>> JoinAsync(SignUpForm form, string phone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await db.ConsentTexts.AnyAsync(t => t.Version == form.ConsentVersion && t.Since <= now, ct)) { return AccountRefusals.ConsentUnknown; }
        var found = form.ActivationCode is { } code ? await TakeOverAsync(code, phone, now, ct) : await EnrolAsync(form, phone, ct);
        if (found is not Outcome<Person>.Done(var person)) { return found.Then<SignedUp>(_ => throw new System.Diagnostics.UnreachableException()); }

        await accounts.Database.UseTransactionAsync(db.Database.CurrentTransaction!.GetDbTransaction(), ct);
        var account = new Account { Id = Guid.CreateVersion7(now), UserName = AccountDesk.NameOf(phone, keys) };
        if (await CreateAsync(account, form.Password) is { } why) { return why; }
        person.AccountId = account.Id;
        if (!await db.Consents.AnyAsync(c => c.PersonId == person.Id && c.Version == form.ConsentVersion, ct))
        {
            db.Consents.Add(new() { PersonId = person.Id, Version = form.ConsentVersion, GivenAt = now });
        }

        return new SignedUp(account.Id, person.Id);
    }

    private async Task<Outcome<Person>> EnrolAsync(SignUpForm form, string phone, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(form.Name) || (form.HomeSiteId is null) == (form.HomeSiteCode is null)) { return AccountRefusals.NameNeeded; }
        if (DetailRules.WrongWith(form.Name) is { } wrong) { return wrong; }
        var home = await db.Sites.Where(s => s.VanishedAt == null && (s.Id == form.HomeSiteId || s.Code == form.HomeSiteCode)).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct);
        if (home is null) { return AccountRefusals.HomeSiteUnknown; }
        var person = NewPerson.From(new(form.Name.Trim(), phone), home.Value, keys, clock);
        db.Persons.Add(person);
        return person;
    }

    /// <summary>The phone on file is the person's; a code alone must not let somebody else sign in, and confirm visits, in their name.
    /// Where none is on file, the number they sign in with becomes it.</summary>
    private async Task<Outcome<Person>> TakeOverAsync(string code, string phone, DateTimeOffset now, CancellationToken ct)
    {
        var hash = keys.LookupHash("activation", code);
        var activation = await db.Activations.FromSql($"select * from activations where code_hash = {hash} for update").SingleOrDefaultAsync(ct);
        if (activation is not { UsedAt: null } || activation.ExpiresAt <= now) { return AccountRefusals.ActivationWrong; }
        var person = await db.Persons.FromSql($"select * from persons where id = {activation.PersonId} for update").SingleAsync(ct);
        if (person.AccountId is not null) { return AccountRefusals.ActivationWrong; }
        if (person.PhoneHash is not null && !person.PhoneHash.AsSpan().SequenceEqual(NewPerson.PhoneHash(phone, keys))) { return AccountRefusals.ActivationPhone; }
        activation.UsedAt = now;
        person.DetailsSealed = keys.Seal(keys.Open<PersonDetails>(person.DetailsSealed) with { Phone = phone });
        person.PhoneHash = NewPerson.PhoneHash(phone, keys);
        return person;
    }

    private async Task<Refusal?> CreateAsync(Account account, string password)
    {
        try
        {
            var created = await users.CreateAsync(account, password);
            if (created.Succeeded) { return null; }
            return created.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.DuplicateUserName)) ? AccountRefusals.Exists : AccountRefusals.WeakPassword;
        }
        catch (DbUpdateException taken) when (AccountDesk.IsNameTaken(taken)) { return AccountRefusals.Exists; }
    }
}
