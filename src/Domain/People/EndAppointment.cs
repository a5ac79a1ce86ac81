using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Takes a right away, at once: by whoever may give it, or by its holder.</summary>
public sealed class EndAppointment(TimeBankDb db, Once once, TimeProvider clock)
{
    public Task<Outcome<Guid>> EndAsync(CommandKey key, Guid callerId, Guid appointmentId, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        var found = await db.Appointments.FromSql($"select * from appointments where id = {appointmentId} for update").ToListAsync(ct);
        if (found is not [var appointment]) { return PersonRefusals.AppointmentNotFound; }
        if (appointment.PersonId != callerId)
        {
            var rights = await db.RightsAtAsync(callerId, appointment.SiteId, now, ct);
            if (rights.Count == 0) { return PersonRefusals.AppointmentNotFound; }
            if (!Appoint.MayAppoint(rights, appointment.Right)) { return PersonRefusals.AppointmentForbidden; }
        }

        if (appointment.UntilAt <= now) { return PersonRefusals.AppointmentEnded; }
        if (appointment.Right is Right.Administrator && await db.IsLastAdministratorAsync(appointment, now, ct)) { return PersonRefusals.LastAdministrator; }
        (appointment.UntilAt, appointment.EndedById) = (now, callerId);
        return appointment.Id;
    }, ct);
}

internal static class AppointmentRows
{
    /// <summary>Nobody above could appoint another one; one whose days are counted does not stay. The site is locked, so that the last two cannot both go, each relying on the other.</summary>
    public static async Task<bool> IsLastAdministratorAsync(this TimeBankDb db, Appointment appointment, DateTimeOffset now, CancellationToken ct)
    {
        var roots = await db.Sites.FromSql($"select * from sites where id = {appointment.SiteId} and parent_id is null for update").AsNoTracking().ToListAsync(ct);
        return roots.Count > 0 && !await db.Appointments.AnyAsync(
            a => a.SiteId == appointment.SiteId && a.Right == Right.Administrator && a.PersonId != appointment.PersonId && a.FromAt <= now && a.UntilAt == null, ct);
    }
}
