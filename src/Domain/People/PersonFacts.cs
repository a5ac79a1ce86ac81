using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>What the verbs of people must know of the caller and the person, read inside their transaction. The rule itself is <c>rights_at</c> in SQL.</summary>
public static class PersonFacts
{
    /// <summary>Those who work with residents: all but the supervisor, who only reads.</summary>
    public static readonly IReadOnlyList<Right> Staff = [Right.Dispatcher, Right.Manager, Right.Administrator];

    public static async Task<IReadOnlySet<Right>> RightsAtAsync(this TimeBankDb db, Guid personId, Guid siteId, DateTimeOffset now, CancellationToken ct)
    {
        var names = await db.Database.SqlQuery<string>($"""select unnest(rights_at({personId}, {siteId}, {now})) as "Value" """).ToListAsync(ct);
        return names.Select(Enum.Parse<Right>).ToHashSet();
    }

    public static async Task<bool> HasRightAsync(
        this TimeBankDb db, Guid personId, Guid siteId, DateTimeOffset now, IReadOnlyList<Right> anyOf, CancellationToken ct) =>
        (await db.RightsAtAsync(personId, siteId, now, ct)).Overlaps(anyOf);

    /// <summary>Orders, cases and corrections of a site and below are for those who move or oversee them; an administrator keeps sites and terms, never minutes.</summary>
    public static Task<bool> MayReadAsync(this TimeBankDb db, Guid personId, Guid siteId, DateTimeOffset now, CancellationToken ct) =>
        db.HasRightAsync(personId, siteId, now, [Right.Dispatcher, Right.Manager, Right.Supervisor], ct);

    /// <summary>Whether the caller may know of the person at all: any right at the home site, the supervisor's too.</summary>
    public static async Task<bool> IsInScopeAsync(this TimeBankDb db, Guid callerId, Guid personId, DateTimeOffset now, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"""select cardinality(rights_at({callerId}, p.home_site_id, {now})) > 0 as "Value" from persons p where p.id = {personId}""").ToListAsync(ct))
        .SingleOrDefault();

    /// <summary>The person, locked until the transaction ends: details are sealed as one, so two writers at once would lose one's words.</summary>
    public static async Task<Person?> LockPersonAsync(this TimeBankDb db, Guid id, CancellationToken ct) =>
        (await db.Persons.FromSql($"select * from persons where id = {id} for update").ToListAsync(ct)).SingleOrDefault();

    /// <summary>The person, locked, for what they do themselves or staff of the home site do for them.</summary>
    public static async Task<Outcome<Person>> LockOwnOrInScopeAsync(this TimeBankDb db, Guid callerId, Guid personId, DateTimeOffset now, CancellationToken ct) =>
        callerId == personId
            ? await db.LockPersonAsync(personId, ct) is { } self ? self : PersonRefusals.NotFound
            : await db.LockInScopeAsync(callerId, personId, now, Staff, ct);

    /// <summary>The person, locked, for staff of the home site or above. Whoever has left is nobody's any more; out of the caller's scope nobody of that id exists; nobody is staff to themselves.</summary>
    public static async Task<Outcome<Person>> LockInScopeAsync(
        this TimeBankDb db, Guid callerId, Guid personId, DateTimeOffset now, IReadOnlyList<Right> anyOf, CancellationToken ct)
    {
        if (await db.LockPersonAsync(personId, ct) is not { LeftAt: null } person) { return PersonRefusals.NotFound; }
        if (callerId == personId) { return PersonRefusals.NotYourself; }
        var rights = await db.RightsAtAsync(callerId, person.HomeSiteId, now, ct);
        return rights.Count == 0 ? PersonRefusals.NotFound : rights.Overlaps(anyOf) ? person : PersonRefusals.Forbidden;
    }
}
