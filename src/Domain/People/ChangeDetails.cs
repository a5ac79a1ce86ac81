using Microsoft.EntityFrameworkCore;
using TimeBank.Reports;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Null leaves as it was; an empty text takes away.</summary>
/// <param name="Phone">Only for a person without an account: an account's phone is how its owner signs in, and is changed there.</param>
public sealed record DetailsChange(
    string? Name, string? Phone, Sex? Sex, DateOnly? BirthDate, string? Address, IReadOnlyList<string>? Skills, IReadOnlyList<string>? Fields, Guid? HomeSiteId);

/// <summary>By the person themselves, or by staff of their home site.</summary>
public sealed class ChangeDetails(TimeBankDb db, Once once, DeploymentKeys keys, DayRolls rolls, LocalTime local, TimeProvider clock)
{
    /// <summary>Whose home is where decides whose pool they see: it is not changed to and fro.</summary>
    internal static readonly TimeSpan StaysFor = TimeSpan.FromDays(30);

    public Task<Outcome<Guid>> ChangeAsync(CommandKey key, Guid callerId, Guid personId, DetailsChange change, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (!(await db.LockOwnOrInScopeAsync(callerId, personId, now, ct)).IsDone(out var person, out var why)) { return why; }
        var before = keys.Open<PersonDetails>(person.DetailsSealed);
        if (!DetailRules.ReadPhone(change.Phone ?? before.Phone).IsDone(out var phone, out why)) { return why; }
        var after = Merge(before, change) with { Phone = phone };
        if (await WrongWithAsync(person, before, after, change, ct) is { } refusal) { return refusal; }
        var moves = change.HomeSiteId is { } home && home != person.HomeSiteId;
        if (moves && callerId == personId && now < person.HomeSiteSince + StaysFor) { return PersonRefusals.HomeSiteRecent; }

        (person.DetailsSealed, person.NameHash) = (keys.Seal(after), keys.LookupHash("name", after.Name));
        (person.PhoneHash, person.AdultOn) = (NewPerson.PhoneHash(phone, keys), after.BirthDate?.AddYears(18));
        if (callerId != personId && before.Phone != after.Phone) { person.PhoneChangedById = callerId; }
        if (moves) { Move(person, change.HomeSiteId!.Value, now); }
        return person.Id;
    }, ct);

    private void Move(Person person, Guid home, DateTimeOffset now)
    {
        var left = person.HomeSiteId;
        (person.HomeSiteId, person.HomeSiteSince) = (home, now);
        if (person.VolunteerNumber is not null) { rolls.CountVolunteers(now, (left, DayCounts.Volunteers, -1), (home, DayCounts.Volunteers, 1)); }
    }

    private static PersonDetails Merge(PersonDetails before, DetailsChange change) => before with
    {
        Name = change.Name?.Trim() ?? before.Name,
        Sex = change.Sex ?? before.Sex,
        BirthDate = change.BirthDate ?? before.BirthDate,
        Address = change.Address switch { null => before.Address, "" => null, var address => address },
        Skills = change.Skills ?? before.Skills,
        Fields = change.Fields ?? before.Fields,
    };

    private async Task<Refusal?> WrongWithAsync(Person person, PersonDetails before, PersonDetails after, DetailsChange change, CancellationToken ct)
    {
        if (DetailRules.WrongWith(after.Name, after.BirthDate, after.Address, local.DayOf(clock.GetUtcNow())) is { } wrong) { return wrong; }
        if ((after.Skills ?? []).Concat(after.Fields ?? []).Any(word => string.IsNullOrWhiteSpace(word) || word.Length > 30)) { return PersonRefusals.BadWord; }
        var isSeen = person.VerifiedAt is not null;
        if (isSeen && (before.Name, before.Sex, before.BirthDate) != (after.Name, after.Sex, after.BirthDate)) { return PersonRefusals.Verified; }
        if (person.AccountId is not null && before.Phone != after.Phone) { return PersonRefusals.PhoneOfAccount; }
        var siteIsThere = change.HomeSiteId is not { } site || await db.Sites.AnyAsync(s => s.Id == site && s.VanishedAt == null, ct);
        return siteIsThere ? null : PersonRefusals.HomeSite;
    }
}
