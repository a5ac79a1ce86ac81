using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Staff write down who lives with whom: somebody moves in with another person, or lives alone. It changes nothing for records that stand already.</summary>
public sealed class SetHousehold(TimeBankDb db, Once once, TimeProvider clock)
{
    /// <param name="withId">Null: alone from now on.</param>
    public Task<Outcome<Guid>> SetAsync(CommandKey key, Guid callerId, Guid personId, Guid? withId, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (!(await db.LockInScopeAsync(callerId, personId, now, PersonFacts.Staff, ct)).IsDone(out var person, out var why)) { return why; }
        if (withId is null) { person.HouseholdId = Guid.CreateVersion7(now); return person.Id; }
        if (!(await db.LockInScopeAsync(callerId, withId.Value, now, PersonFacts.Staff, ct)).IsDone(out var other, out why)) { return why; }
        person.HouseholdId = other.HouseholdId;
        return person.Id;
    }, ct);
}
