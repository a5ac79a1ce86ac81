using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <param name="Phone">As it was said; null for a person who has none.</param>
/// <param name="IdNumber">Where staff hold the document in their hands: the person is then verified at once.</param>
/// <param name="DespiteDuplicates">Staff have compared and it is another person.</param>
public sealed record PersonToEnrol(
    Guid HomeSiteId, string Name, string? Phone, string? Address, Sex Sex, DateOnly? BirthDate, string? IdNumber, bool DespiteDuplicates);

/// <summary>Somebody who may be the same person, masked.</summary>
public sealed record PossibleDuplicate(Guid Id, string Name, string? Phone, string? IdNumber, string HomeSite);

/// <summary>Staff enrol a person who comes to the counter or calls, with or without a phone.</summary>
public sealed class EnrolPerson(TimeBankDb db, Once once, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    private const int MostShown = 10;

    /// <returns>The new person's id.</returns>
    public Task<Outcome<Guid>> EnrolAsync(CommandKey key, Guid callerId, PersonToEnrol asked, CancellationToken ct) => once.DoAsync(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (!await db.Sites.AnyAsync(s => s.Id == asked.HomeSiteId && s.VanishedAt == null, ct)) { return PersonRefusals.HomeSite; }
        if (!await db.HasRightAsync(callerId, asked.HomeSiteId, now, PersonFacts.Staff, ct)) { return PersonRefusals.Forbidden; }
        return DetailRules.ReadPhone(asked.Phone).IsDone(out var phone, out var why) ? await AddAsync(callerId, asked, phone, now, ct) : why;
    }, ct);

    private async Task<Outcome<Guid>> AddAsync(Guid callerId, PersonToEnrol asked, string? phone, DateTimeOffset now, CancellationToken ct)
    {
        var today = local.DayOf(now);
        var idNumber = IdNumber.Parse(asked.IdNumber, today);
        if (asked.IdNumber is not null && idNumber is null) { return PersonRefusals.IdNumberInvalid; }
        if (DetailRules.WrongWith(asked.Name, asked.BirthDate, asked.Address, today) is { } refusal) { return refusal; }

        PersonDetails details = new(asked.Name.Trim(), phone, asked.Sex, asked.BirthDate, asked.Address);
        var person = NewPerson.From(details, asked.HomeSiteId, keys, clock, callerId);
        var alike = await AlikeAsync(person, idNumber, ct);
        if (alike.Length > 0 && !asked.DespiteDuplicates) { return PersonRefusals.PossibleDuplicate.With("candidates", alike); }

        db.Persons.Add(person);
        if (idNumber is not null)
        {
            person.SetRealName(details.Name, idNumber, keys);
            (person.VerifiedAt, person.VerifiedById) = (now, callerId);
            await db.ReleaseUnseenAsync(person, ct);
        }

        return person.Id;
    }

    /// <summary>The same phone or identity number anywhere, or the same name in the same centre.</summary>
    private async Task<PossibleDuplicate[]> AlikeAsync(Person person, IdNumber? idNumber, CancellationToken ct)
    {
        var idNumberHash = idNumber is null ? null : keys.LookupHash("id-number", idNumber.Value);
        var alike = await db.Persons.FromSql(
            $"""
            select p.* from persons p
            where p.phone_hash = {person.PhoneHash} or p.id_number_hash = {idNumberHash}
                or (p.name_hash = {person.NameHash} and exists (
                    select from site_paths up join sites c on c.id = up.ancestor_id and c.level = 'Centre' join site_paths down on down.ancestor_id = c.id
                    where up.site_id = {person.HomeSiteId} and down.site_id = p.home_site_id))
            """).AsNoTracking().OrderBy(p => p.Id).Take(MostShown)
            .Select(p => new { Person = p, HomeSite = db.Sites.Single(s => s.Id == p.HomeSiteId).Name }).ToListAsync(ct);
        return [.. from row in alike
                   let details = keys.Open<PersonDetails>(row.Person.DetailsSealed)
                   select new PossibleDuplicate(row.Person.Id, Masked.Name(details.Name), Masked.Phone(details.Phone), row.Person.IdNumberMask, row.HomeSite)];
    }
}
