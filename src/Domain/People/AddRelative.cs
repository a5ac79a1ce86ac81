using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Named by volunteer number, by phone and name, or by name alone: then a person without a phone is enrolled.</summary>
/// <param name="SameHousehold">They live together; the two households become one.</param>
public sealed record RelativeToAdd(
    Relation Relation, bool SameHousehold, string? VolunteerNumber, string? Name, string? Phone, Sex Sex, DateOnly? BirthDate, string? Address);

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
        if (asked.SameHousehold)
        {
            await db.SaveChangesAsync(ct);
            await JoinAsync(person.HouseholdId, relative.HouseholdId, ct);
        }

        return relative.Id;
    }, ct);

    private async Task<Outcome<Person>> FindOrEnrolAsync(Person caller, RelativeToAdd asked, CancellationToken ct)
    {
        if (asked.VolunteerNumber?.Trim().ToUpperInvariant() is { } number)
        {
            return await db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.VolunteerNumber == number, ct) is { } volunteer ? volunteer : PersonRefusals.RelativeUnknown;
        }

        if (string.IsNullOrWhiteSpace(asked.Name)) { return PersonRefusals.RelativeNamed; }
        if (!DetailRules.ReadPhone(asked.Phone).IsDone(out var phone, out var why)) { return why; }
        if (phone is null) { return Enrol(caller, asked); }

        var (nameHash, phoneHash) = (keys.LookupHash("name", asked.Name), NewPerson.PhoneHash(phone, keys));
        return await db.Persons.AsNoTracking().OrderBy(p => p.Id).FirstOrDefaultAsync(p => p.PhoneHash == phoneHash && p.NameHash == nameHash, ct) is { } known
            ? known
            : PersonRefusals.RelativeUnknown;
    }

    private Outcome<Person> Enrol(Person caller, RelativeToAdd asked)
    {
        var name = asked.Name!.Trim();
        if (DetailRules.WrongWith(name, asked.BirthDate, local.DayOf(clock.GetUtcNow())) is { } refusal) { return refusal; }
        var relative = NewPerson.From(new(name, null, asked.Sex, asked.BirthDate, asked.Address), caller.HomeSiteId, keys, clock, caller.Id);
        db.Persons.Add(relative);
        return relative;
    }

    /// <summary>Households only ever grow together here: a split, which would let people vouch for each other again, is for staff. The lesser id stays, so two who join at once agree.</summary>
    private Task JoinAsync(Guid one, Guid other, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"update persons set household_id = least({one}, {other}) where household_id in ({one}, {other}) and household_id <> least({one}, {other})", ct);
}
