using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Reports;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>A person leaves: details and texts are erased; ids, records and minutes stay, since others' books rest on them.</summary>
public sealed class Leave(TimeBankDb db, Once once, OrderDesk orders, DayRolls rolls, DeploymentKeys keys, TimeProvider clock)
{
    /// <param name="deleteAccount">The host's part, in the same transaction: an account without a person would keep its phone taken.</param>
    public async Task<Outcome<Guid>> LeaveAsync(CommandKey key, Guid callerId, Func<Guid, Task> deleteAccount, CancellationToken ct)
    {
        var left = await once.DoAsync<Guid>(key, () => EndAsync(callerId, deleteAccount, ct), ct);
        if (left.IsDone(out _, out _)) { await DeclineOpenOffersAsync(callerId, ct); }
        return left;
    }

    private async Task<Outcome<Guid>> EndAsync(Guid callerId, Func<Guid, Task> deleteAccount, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.LockPersonAsync(callerId, ct) is not { } person) { return PersonRefusals.NotFound; }
        if (await HasOpenBusinessAsync(callerId, ct)) { return PersonRefusals.VisitOpen; }
        if (!await EndAppointmentsAsync(callerId, now, ct)) { return PersonRefusals.LastAdministrator; }

        if (person.AccountId is { } account) { await deleteAccount(account); }
        var isCounted = person is { VolunteerNumber: not null, LeftAt: null };
        await EraseAsync(person, now, ct);
        if (isCounted) { await UncountAsync(person, now, ct); }
        return person.Id;
    }

    /// <summary>So that no dispatcher waits for somebody who has gone. What a crash leaves here lapses at its deadline: nobody who has left is fit to accept.</summary>
    private async Task DeclineOpenOffersAsync(Guid callerId, CancellationToken ct)
    {
        foreach (var offer in await db.Offers.AsNoTracking().Where(o => o.PersonId == callerId && o.State == OfferState.Live).ToListAsync(ct))
        {
            await orders.HandleAsync(CommandKey.Fresh(callerId, clock.GetUtcNow()), callerId, new DeclineOffer(offer.OrderId, offer.Id), ct);
        }
    }

    private async Task<bool> HasOpenBusinessAsync(Guid id, CancellationToken ct) =>
        await db.Orders.AnyAsync(o => (o.OrdererId == id || o.ServedId == id) && o.ClosedAt == null, ct)
        || await db.Assignments.AnyAsync(
            a => a.PersonId == id && (a.State == AssignmentState.Accepted || a.State == AssignmentState.InService || a.State == AssignmentState.Unfinished), ct);

    private async Task<bool> EndAppointmentsAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var appointment in await db.Appointments.Where(a => a.PersonId == id && (a.UntilAt == null || a.UntilAt > now)).OrderBy(a => a.SiteId).ToListAsync(ct))
        {
            if (appointment.Right is Right.Administrator && await db.IsLastAdministratorAsync(appointment, now, ct)) { return false; }
            (appointment.UntilAt, appointment.EndedById) = (now, id);
        }

        return true;
    }

    private async Task UncountAsync(Person volunteer, DateTimeOffset now, CancellationToken ct)
    {
        var issuer = await db.Passbooks.Where(p => p.PersonId == volunteer.Id).Select(p => p.SiteId).SingleAsync(ct);
        rolls.CountVolunteers(now, (volunteer.HomeSiteId, DayCounts.Volunteers, -1), (issuer, DayCounts.PassbooksClosed, 1));
    }

    private async Task EraseAsync(Person person, DateTimeOffset now, CancellationToken ct)
    {
        var id = person.Id;
        person.LeftAt = now;
        person.DetailsSealed = keys.Seal(new PersonDetails("", null));
        person.NameHash = keys.LookupHash("left", id.ToString("N"));   // found by no name
        (person.PhoneHash, person.AdultOn, person.AccountId) = (null, null, null);
        (person.IdNumberSealed, person.IdNumberHash, person.IdNumberMask) = (null, null, null);
        await db.Activations.Where(a => a.PersonId == id).ExecuteDeleteAsync(ct);
        await db.VolunteerHours.Where(h => h.PersonId == id).ExecuteDeleteAsync(ct);
        await db.Relatives.Where(r => r.PersonId == id || r.RelativeId == id).ExecuteDeleteAsync(ct);
        await db.PersonBlocks.Where(b => b.PersonId == id || b.BlockedId == id).ExecuteDeleteAsync(ct);
        await db.Photos.Where(p => db.Orders.Any(o => o.Id == p.OrderId && (o.OrdererId == id || o.ServedId == id))).ExecuteDeleteAsync(ct);
        await db.OrderTexts.Where(t => db.Orders.Any(o => o.Id == t.OrderId && (o.OrdererId == id || o.ServedId == id))).ExecuteDeleteAsync(ct);
    }
}
