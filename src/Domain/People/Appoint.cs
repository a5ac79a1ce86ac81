using Microsoft.EntityFrameworkCore;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.People;

/// <param name="UntilAt">When it ends by itself; null: it stays until somebody ends it.</param>
public sealed record AppointmentToMake(Guid PersonId, Guid SiteId, Right Right, DateTimeOffset? UntilAt = null);

/// <summary>Gives a person a right at a site and all below it.</summary>
public sealed class Appoint(TimeBankDb db, Once once, TimeProvider clock)
{
    /// <returns>The appointment's id.</returns>
    public Task<Outcome<Guid>> AppointAsync(CommandKey key, Guid callerId, AppointmentToMake asked, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (!await db.Sites.AnyAsync(s => s.Id == asked.SiteId && s.VanishedAt == null, ct)) { return SiteRefusals.NotFound; }
        if (!MayAppoint(await db.RightsAtAsync(callerId, asked.SiteId, now, ct), asked.Right)) { return PersonRefusals.AppointmentForbidden; }
        if (callerId == asked.PersonId) { return PersonRefusals.AppointmentForbidden; }
        if (!await db.IsInScopeAsync(callerId, asked.PersonId, now, ct)) { return PersonRefusals.NotFound; }
        if (!await db.Persons.AnyAsync(p => p.Id == asked.PersonId && p.LeftAt == null, ct)) { return PersonRefusals.NotFound; }
        if (asked.UntilAt <= now) { return PersonRefusals.AppointmentUntil; }

        Appointment appointment = new()
        {
            Id = Guid.CreateVersion7(now),
            PersonId = asked.PersonId,
            SiteId = asked.SiteId,
            Right = asked.Right,
            FromAt = now,
            UntilAt = asked.UntilAt,
            AppointedById = callerId,
        };
        db.Appointments.Add(appointment);
        return appointment.Id;
    }, ct);

    /// <summary>The one place that says who may give, and therefore end, which right.</summary>
    internal static bool MayAppoint(IReadOnlySet<Right> caller, Right right) =>
        caller.Contains(Right.Administrator) || (caller.Contains(Right.Manager) && right is (Right.Dispatcher or Right.Supervisor));
}
