using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>A volunteer's usual free hours, said anew as a whole; nothing at all is "not said", never a no. By themselves, or by staff of their home site.</summary>
public sealed class SetFreeHours(TimeBankDb db, Once once, TimeProvider clock)
{
    public Task<Outcome<Guid>> SetAsync(CommandKey key, Guid callerId, Guid personId, IReadOnlyList<FreeSpan> spans, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        if (!(await db.LockOwnOrInScopeAsync(callerId, personId, clock.GetUtcNow(), ct)).IsDone(out var person, out var why)) { return why; }
        if (person.VolunteerNumber is null) { return OrderRefusals.NotVolunteer; }
        if (FreeHours.WrongWith(spans) is { } no) { return no; }
        await db.VolunteerHours.Where(h => h.PersonId == personId).ExecuteDeleteAsync(ct);
        db.VolunteerHours.AddRange(spans.Select(s => new VolunteerHour { PersonId = personId, Weekday = s.Weekday, FromMinute = s.FromMinute, UntilMinute = s.UntilMinute }));
        return personId;
    }, ct);

    /// <summary>From Monday morning on; empty: not said.</summary>
    public Task<List<FreeSpan>> OfAsync(Guid personId, CancellationToken ct) =>
        db.VolunteerHours.Where(h => h.PersonId == personId).OrderBy(h => h.Weekday).ThenBy(h => h.FromMinute)
            .Select(h => new FreeSpan(h.Weekday, h.FromMinute, h.UntilMinute)).ToListAsync(ct);
}
