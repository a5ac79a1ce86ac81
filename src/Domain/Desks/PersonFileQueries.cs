using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Desks;

/// <summary>A person as the desk needs them on one page: who they are, whom they live with, what they have ordered and done.</summary>
/// <param name="ActivationOpenUntil">A code was handed out and not used yet.</param>
public sealed record PersonFile(
    PersonView Person, Sex Sex, DateOnly? BirthDate, IReadOnlyList<string> Skills, IReadOnlyList<string> Fields, string HomeSiteCode,
    IReadOnlyList<RelativeView> Relatives, IReadOnlyList<FileMember> Household, IReadOnlyList<PersonOrder> Orders, DateTimeOffset? ActivationOpenUntil);

/// <summary>Somebody of the same household, with the whole name: the desk writes down who lives with whom.</summary>
public sealed record FileMember(Guid Id, string Name);

/// <param name="AsVolunteer">They served or will serve it; otherwise they ordered it or it was for them.</param>
public sealed record PersonOrder(Guid Id, long Number, OrderState State, string ItemName, string ItemNameEn, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, bool AsVolunteer);

/// <summary>For staff of the home site or above; the whole person, so no supervisor.</summary>
public sealed class PersonFileQueries(TimeBankDb db, PersonQueries persons, DeploymentKeys keys, TimeProvider clock)
{
    private const int LatestOrders = 20;

    public async Task<Outcome<PersonFile>> GetAsync(Guid callerId, Guid personId, CancellationToken ct)
    {
        if (!(await persons.FindAsync(callerId, personId, ct)).IsDone(out var view, out var why)) { return why; }
        if (!await db.HasRightAsync(callerId, view.HomeSiteId, clock.GetUtcNow(), PersonFacts.Staff, ct)) { return PersonRefusals.Forbidden; }
        var person = await db.Persons.AsNoTracking().SingleAsync(p => p.Id == personId, ct);
        if (person.LeftAt is not null) { return PersonRefusals.NotFound; }
        var details = keys.Open<PersonDetails>(person.DetailsSealed);
        var siteCode = await db.Sites.Where(s => s.Id == person.HomeSiteId).Select(s => s.Code).SingleAsync(ct);
        var activation = await db.Activations.Where(a => a.PersonId == personId && a.UsedAt == null && a.ExpiresAt > clock.GetUtcNow()).MaxAsync(a => (DateTimeOffset?)a.ExpiresAt, ct);
        return new PersonFile(
            view, details.Sex, details.BirthDate, details.Skills ?? [], details.Fields ?? [], siteCode,
            await RelativesAsync(person, ct), await HouseholdAsync(person, ct), await OrdersAsync(personId, ct), activation);
    }

    /// <summary>What is open for people whom the caller has already found in their scope.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<PersonOrder>>> OpenOrdersAsync(Guid[] personIds, CancellationToken ct) => (await db.RowsAsync<OpenRow>(
        $"""
        select o.served_id as ServedId, o.id, o.number, o.state, i.name as ItemName, i.name_en as ItemNameEn, o.wanted_from as WantedFrom, o.wanted_until as WantedUntil
        from orders o join service_items i on i.id = o.item_id where o.served_id = any({personIds}) and o.closed_at is null order by o.wanted_from limit {LatestOrders}
        """, ct)).GroupBy(r => r.ServedId).ToDictionary(
            person => person.Key, IReadOnlyList<PersonOrder> (person) => [.. person.Select(r => new PersonOrder(r.Id, r.Number, Enum.Parse<OrderState>(r.State), r.ItemName, r.ItemNameEn, r.WantedFrom, r.WantedUntil, false))]);

    private async Task<List<RelativeView>> RelativesAsync(Person person, CancellationToken ct)
    {
        var rows = await (from r in db.Relatives
                          where r.PersonId == person.Id || r.RelativeId == person.Id
                          join other in db.Persons on r.PersonId == person.Id ? r.RelativeId : r.PersonId equals other.Id
                          orderby r.AddedAt
                          select new { other.Id, other.DetailsSealed, r.Relation, other.HouseholdId, r.AddedAt, Theirs = r.PersonId == person.Id }).ToListAsync(ct);
        // What others registered about this person is family too, but the word for it is theirs.
        return [.. rows.DistinctBy(r => r.Id).Select(r => new RelativeView(
            r.Id, keys.Open<PersonDetails>(r.DetailsSealed).Name, r.Theirs ? r.Relation : TimeBank.People.Relation.Other, r.HouseholdId == person.HouseholdId, r.AddedAt))];
    }

    private async Task<List<FileMember>> HouseholdAsync(Person person, CancellationToken ct)
    {
        var rows = await db.Persons.Where(p => p.HouseholdId == person.HouseholdId && p.Id != person.Id).OrderBy(p => p.Id).Select(p => new { p.Id, p.DetailsSealed }).ToListAsync(ct);
        return rows.ConvertAll(r => new FileMember(r.Id, keys.Open<PersonDetails>(r.DetailsSealed).Name));
    }

    private async Task<List<PersonOrder>> OrdersAsync(Guid id, CancellationToken ct) => (await db.RowsAsync<Row>(
        $"""
        select o.id, o.number, o.state, i.name as ItemName, i.name_en as ItemNameEn, o.wanted_from as WantedFrom, o.wanted_until as WantedUntil, mine.AsVolunteer
        from (
            (select id, false as AsVolunteer from orders where orderer_id = {id} order by id desc limit {LatestOrders})
            union (select id, false from orders where served_id = {id} and served_id <> orderer_id order by id desc limit {LatestOrders})
            union (select order_id, true from (select order_id, id from assignments where person_id = {id} order by id desc limit {LatestOrders}) a)) mine
            join orders o on o.id = mine.id join service_items i on i.id = o.item_id
        order by o.wanted_from desc limit {LatestOrders}
        """, ct)).ConvertAll(r => new PersonOrder(r.Id, r.Number, Enum.Parse<OrderState>(r.State), r.ItemName, r.ItemNameEn, r.WantedFrom, r.WantedUntil, r.AsVolunteer));

    private sealed record OpenRow(Guid ServedId, Guid Id, long Number, string State, string ItemName, string ItemNameEn, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil);

    private sealed record Row(Guid Id, long Number, string State, string ItemName, string ItemNameEn, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, bool AsVolunteer);
}
