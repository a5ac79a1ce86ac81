using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>"Never meet them again": no order brings the two together any more. Only ids are kept, no reason is asked for, and the other is never told.</summary>
public sealed class KeepApart(TimeBankDb db, Once once, TimeProvider clock)
{
    /// <param name="personId">Whose wish it is: the caller, or somebody for whom the caller works as staff.</param>
    /// <param name="otherId">Somebody who was to serve them, or whom they were to serve.</param>
    public Task<Outcome<Guid>> KeepAsync(CommandKey key, Guid callerId, Guid personId, Guid otherId, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (personId != callerId && !(await db.LockInScopeAsync(callerId, personId, now, PersonFacts.Staff, ct)).IsDone(out _, out var why)) { return why; }
        if (!await HaveMetAsync(personId, otherId, ct)) { return PersonRefusals.ApartUnknown; }
        if (await db.PersonBlocks.AnyAsync(b => b.PersonId == personId && b.BlockedId == otherId, ct)) { return PersonRefusals.ApartAlready; }
        db.PersonBlocks.Add(new() { PersonId = personId, BlockedId = otherId, MadeById = callerId, MadeAt = now });
        return otherId;
    }, ct);

    /// <summary>By whose wish it was, or whoever entered it for them.</summary>
    public Task<Outcome<Guid>> LiftAsync(CommandKey key, Guid callerId, Guid personId, Guid otherId, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
        await db.PersonBlocks.Where(b => b.PersonId == personId && b.BlockedId == otherId && (b.PersonId == callerId || b.MadeById == callerId)).ExecuteDeleteAsync(ct) == 1
            ? otherId
            : PersonRefusals.ApartNotFound, ct);

    /// <summary>Otherwise ids could be tried until one exists.</summary>
    private Task<bool> HaveMetAsync(Guid one, Guid other, CancellationToken ct) => db.RowAsync<bool>(
        $"""
        select exists (select from assignments a join orders o on o.id = a.order_id
            where (a.person_id = {other} and {one} in (o.orderer_id, o.served_id)) or (a.person_id = {one} and {other} in (o.orderer_id, o.served_id)))
        """, ct);
}
