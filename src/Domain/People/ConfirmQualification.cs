using TimeBank.Storage;

namespace TimeBank.People;

/// <param name="ValidUntil">The last day it counts; null where it does not expire. Staff end one early by saying today.</param>
public sealed record QualificationToConfirm(Guid PersonId, string Name, DateOnly? ValidUntil);

/// <summary>Staff have seen the certificate.</summary>
public sealed class ConfirmQualification(TimeBankDb db, Once once, LocalTime local, TimeProvider clock)
{
    public Task<Outcome<Guid>> ConfirmAsync(CommandKey key, Guid callerId, QualificationToConfirm asked, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var (now, name) = (clock.GetUtcNow(), asked.Name.Trim());
        var found = await db.LockInScopeAsync(callerId, asked.PersonId, now, PersonFacts.Staff, ct);
        if (!found.IsDone(out var person, out var why)) { return why; }
        if (!PlainName.Is(name, 60) || asked.ValidUntil < local.DayOf(now)) { return PersonRefusals.QualificationNamed; }

        var known = await db.Qualifications.FindAsync([person.Id, name], ct);
        if (known is null) { db.Qualifications.Add(new() { PersonId = person.Id, Name = name, ConfirmedById = callerId, ConfirmedAt = now, ValidUntil = asked.ValidUntil }); }
        else { (known.ConfirmedById, known.ConfirmedAt, known.ValidUntil) = (callerId, now, asked.ValidUntil); }
        return person.Id;
    }, ct);
}
