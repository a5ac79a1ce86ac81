using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TimeBank.Events;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Known by name and volunteer number, or by name and phone; by name alone a person without a phone is enrolled.</summary>
/// <param name="SameHousehold">They live together: whoever of the two is alone on record joins the other.</param>
public sealed record RelativeToAdd(
    Relation Relation, bool SameHousehold, string Name, string? VolunteerNumber, string? Phone, Sex Sex, DateOnly? BirthDate, string? Address);

/// <summary>A person registers a relative for whom they may order from then on. Relatives may not vouch for each other.</summary>
public sealed class AddRelative(TimeBankDb db, Once once, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    private const int Most = 20;

    /// <returns>The relative's id.</returns>
    public Task<Outcome<Guid>> AddAsync(CommandKey key, Guid callerId, RelativeToAdd asked, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (await db.LockPersonAsync(callerId, ct) is not { } person) { return PersonRefusals.NotFound; }
        if (await db.Relatives.CountAsync(r => r.PersonId == callerId, ct) >= Most) { return PersonRefusals.TooManyRelatives; }
        if (!(await FindOrEnrolAsync(person, asked, ct)).IsDone(out var relative, out var why)) { return why; }
        if (relative.Id == callerId) { return PersonRefusals.RelativeYourself; }

        db.Relatives.Add(new() { PersonId = callerId, RelativeId = relative.Id, Relation = asked.Relation, AddedAt = now, AddedById = callerId });
        if (relative.AccountId is not null) { db.Outbox.Add(Told(relative.Id, callerId, now)); }
        if (!asked.SameHousehold || relative.HouseholdId == person.HouseholdId) { return relative.Id; }
        // Whoever signs in alone is not moved into another's household by one side's word.
        if (relative.AccountId is not null) { return PersonRefusals.HouseholdTheirs; }
        await db.SaveChangesAsync(ct);
        return await JoinAsync(person, relative, ct) ? relative.Id : PersonRefusals.TwoHouseholds;
    }, ct);

    /// <summary>Whoever signs in hears of it, and can end it.</summary>
    private static OutboxRow Told(Guid relativeId, Guid callerId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Type = RelativeEvents.Added,
        Subject = Guid.CreateVersion7(now),
        Version = 1,
        At = now,
        Data = JsonSerializer.Serialize(new RelativeEvents.AddedBy(callerId, relativeId), WireJson.Options),
    };

    /// <summary>Volunteer numbers can be counted through, so the name has to fit: nobody learns a name or ties a stranger to themselves by guessing.</summary>
    private async Task<Outcome<Person>> FindOrEnrolAsync(Person caller, RelativeToAdd asked, CancellationToken ct)
    {
        if (!DetailRules.ReadPhone(asked.Phone).IsDone(out var phone, out var why)) { return why; }
        if (phone is null && asked.VolunteerNumber is null) { return Enrol(caller, asked); }

        var (nameHash, phoneHash, number) = (keys.LookupHash("name", asked.Name), NewPerson.PhoneHash(phone, keys), asked.VolunteerNumber?.Trim().ToUpperInvariant());
        return await db.Persons.AsNoTracking().OrderBy(p => p.Id)
            .FirstOrDefaultAsync(p => p.NameHash == nameHash && (number == null ? p.PhoneHash == phoneHash : p.VolunteerNumber == number), ct) is { } known
                ? known
                : PersonRefusals.RelativeUnknown;
    }

    private Outcome<Person> Enrol(Person caller, RelativeToAdd asked)
    {
        var name = asked.Name.Trim();
        if (DetailRules.WrongWith(name, asked.BirthDate, asked.Address, local.DayOf(clock.GetUtcNow())) is { } refusal) { return refusal; }
        var relative = NewPerson.From(new(name, null, asked.Sex, asked.BirthDate, asked.Address), caller.HomeSiteId, keys, clock, caller.Id);
        db.Persons.Add(relative);
        return relative;
    }

    /// <summary>One who is alone joins; two whole households are never tied together, or a few false entries would make kin of half a town. A split is for staff.</summary>
    private async Task<bool> JoinAsync(Person one, Person other, CancellationToken ct) => await db.Database.ExecuteSqlAsync(
        $"""
        update persons p set household_id = case p.id when {other.Id} then {one.HouseholdId} else {other.HouseholdId} end
        where p.id = (
            select alone.id from persons alone
            where alone.id in ({one.Id}, {other.Id}) and not exists (select from persons with_them where with_them.household_id = alone.household_id and with_them.id <> alone.id)
            order by alone.id = {other.Id} desc limit 1)
        """, ct) == 1;
}
