using Microsoft.EntityFrameworkCore;
using TimeBank.Passbooks;
using TimeBank.Storage;

namespace TimeBank.People;

public sealed record VolunteerNumbers(string VolunteerNumber, string PassbookNumber);

/// <summary>By the person, or by staff for them: a volunteer number and a passbook, in one transaction. Asked again, it tells the same numbers.</summary>
public sealed class BecomeVolunteer(TimeBankDb db, Once once, IssuePassbook passbooks, TimeProvider clock)
{
    public Task<Outcome<VolunteerNumbers>> BecomeAsync(CommandKey key, Guid callerId, Guid personId, CancellationToken ct) => once.DoAsync<VolunteerNumbers>(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (!(await db.LockOwnOrInScopeAsync(callerId, personId, now, ct)).IsDone(out var person, out var why)) { return why; }
        if (person.VolunteerNumber is { } known)
        {
            return new VolunteerNumbers(known, await db.Passbooks.Where(p => p.PersonId == personId).Select(p => p.Number).SingleAsync(ct));
        }

        var serial = await db.Database.SqlQuery<long>($"""select nextval('volunteer_numbers') as "Value" """).SingleAsync(ct);
        (person.VolunteerNumber, person.VolunteerSince) = (CheckedNumber.From('V', serial), now);
        var passbook = await passbooks.IssueAsync(person, callerId == personId ? null : callerId, now, ct);
        return new VolunteerNumbers(person.VolunteerNumber, passbook.Number);
    }, ct);
}
