using Microsoft.EntityFrameworkCore;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.People;

/// <param name="SiteCode">A root: a city, or a county that stands alone.</param>
/// <param name="Rights">What to appoint to; none means administrator alone.</param>
public sealed record AdministratorToCreate(string Name, string Phone, string SiteCode, IReadOnlyList<Right> Rights);

/// <param name="Activation">Null for a person who can already sign in.</param>
public sealed record AdministratorCreated(Guid PersonId, ActivationIssued? Activation);

/// <summary>The first person of a deployment, by its command line: there is nobody yet who could appoint them. Run again, it finds the same person.</summary>
public sealed class CreateAdministrator(TimeBankDb db, Once once, IssueActivation activations, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    public async Task<Outcome<AdministratorCreated>> CreateAsync(AdministratorToCreate asked, CancellationToken ct)
    {
        var key = CommandKey.Fresh(Guid.Empty, clock.GetUtcNow());
        return await once.DoAsync<AdministratorCreated>(key, async () =>
        {
            var root = await db.Sites.SingleOrDefaultAsync(s => s.Code == asked.SiteCode && s.ParentId == null, ct);
            if (root is null) { return SiteRefusals.NotFound; }
            if (DetailRules.WrongWith(asked.Name, null, null, local.DayOf(clock.GetUtcNow())) is { } refusal) { return refusal; }
            if (Phone.Parse(asked.Phone) is not { } phone) { return PersonRefusals.BadPhone; }

            var phoneHash = NewPerson.PhoneHash(phone, keys);
            var nameHash = keys.LookupHash("name", asked.Name.Trim());
            // Signing up with a phone that signs in somebody else would be refused: the code would be dead.
            if (await db.Persons.AnyAsync(p => p.PhoneHash == phoneHash && p.AccountId != null && p.NameHash != nameHash, ct)) { return PersonRefusals.PhoneSignsInAnother; }
            var person = await FindOrEnrolAsync(asked.Name.Trim(), phone, root.Id, ct);
            await AppointAsync(person.Id, root.Id, asked.Rights.Count == 0 ? [Right.Administrator] : asked.Rights, ct);
            if (person.AccountId is not null) { return new AdministratorCreated(person.Id, null); }
            return new AdministratorCreated(person.Id, new(activations.CodeOf(key), await activations.AddAsync(key, person, null, ct)));
        }, ct);
    }

    private async Task<Person> FindOrEnrolAsync(string name, string phone, Guid siteId, CancellationToken ct)
    {
        PersonDetails details = new(name, phone);
        var enrolled = NewPerson.From(details, siteId, keys, clock);
        var known = await db.Persons.OrderBy(p => p.Id).FirstOrDefaultAsync(p => p.PhoneHash == enrolled.PhoneHash && p.NameHash == enrolled.NameHash, ct);
        if (known is not null) { return known; }
        db.Persons.Add(enrolled);
        return enrolled;
    }

    private async Task AppointAsync(Guid personId, Guid siteId, IReadOnlyList<Right> rights, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var held = await db.Appointments.Where(a => a.PersonId == personId && a.SiteId == siteId && (a.UntilAt == null || a.UntilAt > now)).Select(a => a.Right).ToListAsync(ct);
        db.Appointments.AddRange(rights.Except(held).Select(right => new Appointment { Id = Guid.CreateVersion7(now), PersonId = personId, SiteId = siteId, Right = right, FromAt = now }));
    }
}
