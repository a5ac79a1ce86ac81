using Microsoft.EntityFrameworkCore;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Exactly one of the three; names and phones match whole, for they are stored sealed.</summary>
public sealed record PersonSearch(string? Phone, string? Name, string? VolunteerNumber);

/// <summary>What of a person is shown to whom.</summary>
public sealed class PersonQueries(TimeBankDb db, PersonLooks looks, DeploymentKeys keys, TimeProvider clock)
{
    public async Task<Outcome<OwnView>> MeAsync(Guid callerId, CancellationToken ct)
    {
        if (await db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Id == callerId, ct) is not { } person) { return PersonRefusals.NotFound; }
        var details = Open(person);
        var site = await db.Sites.Where(s => s.Id == person.HomeSiteId).Select(SiteQueries.View).SingleAsync(ct);
        var passbook = await db.Passbooks.Where(p => p.PersonId == callerId).Select(p => p.Number).SingleOrDefaultAsync(ct);
        var relatives = await RelativesAsync(person, ct);
        return new OwnView(
            person.Id, details.Name, details.Phone, details.Sex, details.BirthDate, details.Address, details.Skills ?? [], details.Fields ?? [],
            site, person.IdNumberMask, person.VerifiedAt, person.VolunteerNumber, person.VolunteerSince, passbook,
            await OwnAppointmentsAsync(person.Id, details.Name, ct), relatives, await HouseholdAsync(person, ct),
            await QualificationsAsync(callerId, ct), await ConsentsAsync(callerId, ct))
        { HomeSiteStaysUntil = person.HomeSiteSince + ChangeDetails.StaysFor, RegisteredBy = await RegisteredByAsync(person, ct) };
    }

    public async Task<Outcome<PersonView>> FindAsync(Guid callerId, Guid personId, CancellationToken ct)
    {
        if (await db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, ct) is not { } person) { return PersonRefusals.NotFound; }
        var rights = await db.RightsAtAsync(callerId, person.HomeSiteId, clock.GetUtcNow(), ct);
        if (rights.Count == 0) { return PersonRefusals.NotFound; }
        var isStaff = rights.Overlaps(PersonFacts.Staff);
        if (isStaff) { await looks.KeepAsync(callerId, [personId], LookWay.Person, null, ct); }
        return await ViewAsync(person, isStaff, ct);
    }

    /// <summary>Those in the caller's scope only.</summary>
    public async Task<Outcome<PersonView[]>> SearchAsync(Guid callerId, PersonSearch asked, int size, CancellationToken ct)
    {
        string?[] given = [asked.Phone, asked.Name, asked.VolunteerNumber];
        if (given.Count(text => !string.IsNullOrWhiteSpace(text)) != 1) { return PersonRefusals.SearchByOne; }
        var phone = Phone.Parse(asked.Phone);
        if (asked.Phone is not null && phone is null) { return PersonRefusals.BadPhone; }

        var (phoneHash, number) = (NewPerson.PhoneHash(phone, keys), asked.VolunteerNumber?.Trim().ToUpperInvariant());
        var nameHash = asked.Name is null ? null : keys.LookupHash("name", asked.Name);
        var found = await db.Persons.FromSql(
            $"""
            select * from persons p
            where (p.phone_hash = {phoneHash} or p.name_hash = {nameHash} or p.volunteer_number = {number})
                and cardinality(rights_at({callerId}, p.home_site_id, {clock.GetUtcNow()})) > 0
            """).AsNoTracking().OrderBy(p => p.Id).Take(size).ToListAsync(ct);

        var opened = new List<Person>();
        foreach (var person in found)
        {
            if (await db.HasRightAsync(callerId, person.HomeSiteId, clock.GetUtcNow(), PersonFacts.Staff, ct)) { opened.Add(person); }
        }

        await looks.KeepAsync(callerId, [.. opened.Select(p => p.Id)], LookWay.Search, null, ct);
        List<PersonView> views = [];
        foreach (var person in found) { views.Add(await ViewAsync(person, opened.Contains(person), ct)); }
        return views.ToArray();
    }

    private async Task<PersonView> ViewAsync(Person person, bool toStaff, CancellationToken ct)
    {
        var details = Open(person);
        var site = await db.Sites.Where(s => s.Id == person.HomeSiteId).Select(s => s.Name).SingleAsync(ct);
        return new(
            person.Id, details.Name, toStaff ? details.Phone : Masked.Phone(details.Phone), toStaff ? details.Address : null, person.IdNumberMask, person.VerifiedAt,
            person.VolunteerNumber, person.VolunteerSince, person.HomeSiteId, site, person.AccountId is not null, person.EnrolledAt, await QualificationsAsync(person.Id, ct));
    }

    private Task<List<AppointmentView>> OwnAppointmentsAsync(Guid id, string name, CancellationToken ct) =>
        (from a in db.Appointments
         where a.PersonId == id && (a.UntilAt == null || a.UntilAt > clock.GetUtcNow())
         join site in db.Sites on a.SiteId equals site.Id
         orderby a.FromAt
         select new AppointmentView(a.Id, id, name, a.SiteId, site.Name, a.Right, a.FromAt, a.UntilAt)).ToListAsync(ct);

    private Task<List<RelativeView>> RelativesAsync(Person person, CancellationToken ct) =>
        ViewsAsync(from r in db.Relatives where r.PersonId == person.Id join other in db.Persons on r.RelativeId equals other.Id select new Kin { Tie = r, Other = other }, person, ct);

    private Task<List<RelativeView>> RegisteredByAsync(Person person, CancellationToken ct) =>
        ViewsAsync(from r in db.Relatives where r.RelativeId == person.Id join other in db.Persons on r.PersonId equals other.Id select new Kin { Tie = r, Other = other }, person, ct);

    private async Task<List<RelativeView>> ViewsAsync(IQueryable<Kin> kin, Person person, CancellationToken ct)
    {
        var rows = await kin.OrderBy(k => k.Tie.AddedAt).Select(k => new { k.Other.Id, k.Other.DetailsSealed, k.Tie.Relation, k.Other.HouseholdId, k.Tie.AddedAt }).ToListAsync(ct);
        return [.. rows.Select(r => new RelativeView(r.Id, keys.Open<PersonDetails>(r.DetailsSealed).Name, r.Relation, r.HouseholdId == person.HouseholdId, r.AddedAt))];
    }

    private async Task<List<HouseholdView>> HouseholdAsync(Person person, CancellationToken ct)
    {
        var rows = await db.Persons.Where(p => p.HouseholdId == person.HouseholdId && p.Id != person.Id).OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.DetailsSealed }).ToListAsync(ct);
        return [.. rows.Select(r => new HouseholdView(r.Id, Masked.Name(keys.Open<PersonDetails>(r.DetailsSealed).Name)))];
    }

    private Task<List<QualificationView>> QualificationsAsync(Guid id, CancellationToken ct) =>
        db.Qualifications.Where(q => q.PersonId == id).OrderBy(q => q.Name).Select(q => new QualificationView(q.Name, q.ConfirmedAt, q.ValidUntil)).ToListAsync(ct);

    private Task<List<ConsentView>> ConsentsAsync(Guid id, CancellationToken ct) =>
        (from c in db.Consents
         where c.PersonId == id
         join text in db.ConsentTexts on c.Version equals text.Version
         orderby c.GivenAt
         select new ConsentView(c.Version, text.Zh, text.En, c.GivenAt)).ToListAsync(ct);

    private PersonDetails Open(Person person) => keys.Open<PersonDetails>(person.DetailsSealed);

    /// <summary>By initializer, not constructor: only so can a query go on with its parts.</summary>
    private sealed record Kin
    {
        public required Relative Tie { get; init; }
        public required Person Other { get; init; }
    }
}
