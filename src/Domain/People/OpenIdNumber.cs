using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <param name="Purpose">Kept with who and when, for ever.</param>
public sealed record IdNumberToOpen(Guid PersonId, string Purpose);

public sealed record WholeIdNumber(Guid OpeningId, string IdNumber);

/// <summary>A manager of the home site or above reads a whole identity number; that it was read, by whom and for what is recorded.</summary>
public sealed class OpenIdNumber(TimeBankDb db, Once once, DeploymentKeys keys, TimeProvider clock)
{
    private static readonly Right[] _mayOpen = [Right.Manager];

    public async Task<Outcome<WholeIdNumber>> OpenAsync(CommandKey key, Guid callerId, IdNumberToOpen asked, CancellationToken ct)
    {
        // The stored answer is the opening's id: the number itself is nowhere written in the clear.
        var recorded = await once.DoAsync(key, () => RecordAsync(callerId, asked, ct), ct);
        if (!recorded.IsDone(out var openingId, out var why)) { return why; }

        // A repeated key finds its answer without asking anew, and the right may have ended meanwhile.
        var person = await db.Persons.AsNoTracking().SingleAsync(p => p.Id == asked.PersonId, ct);
        if (!await db.HasRightAsync(callerId, person.HomeSiteId, clock.GetUtcNow(), _mayOpen, ct)) { return PersonRefusals.Forbidden; }
        return person.IdNumberSealed is { } number
            ? new WholeIdNumber(openingId, keys.OpenIdNumber(number))
            : PersonRefusals.NoIdNumber;
    }

    private async Task<Outcome<Guid>> RecordAsync(Guid callerId, IdNumberToOpen asked, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await db.LockInScopeAsync(callerId, asked.PersonId, now, _mayOpen, ct);
        if (!found.IsDone(out var person, out var why)) { return why; }
        if (person.IdNumberSealed is null) { return PersonRefusals.NoIdNumber; }
        if (asked.Purpose.Trim().Length is < 2 or > 200) { return PersonRefusals.PurposeNeeded; }

        IdNumberOpening opening = new() { Id = Guid.CreateVersion7(now), PersonId = asked.PersonId, OpenedById = callerId, SiteId = person.HomeSiteId, OpenedAt = now, Purpose = asked.Purpose.Trim() };
        db.IdNumberOpenings.Add(opening);
        return opening.Id;
    }
}
