using Microsoft.EntityFrameworkCore;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Who holds which right at a site, for those who hold one there themselves.</summary>
public sealed class AppointmentQueries(TimeBankDb db, DeploymentKeys keys, TimeProvider clock)
{
    /// <summary>Those of this very site, not of the sites above that reach it. The newest first.</summary>
    public async Task<Outcome<AppointmentView[]>> AtAsync(Guid callerId, Guid siteId, CancellationToken ct)
    {
        if ((await db.RightsAtAsync(callerId, siteId, clock.GetUtcNow(), ct)).Count == 0) { return SiteRefusals.NotFound; }
        var rows = await (from appointment in db.Appointments
                          where appointment.SiteId == siteId
                          join person in db.Persons on appointment.PersonId equals person.Id
                          join site in db.Sites on appointment.SiteId equals site.Id
                          orderby appointment.UntilAt != null, appointment.FromAt descending
                          select new { Appointment = appointment, person.DetailsSealed, site.Name }).AsNoTracking().Take(200).ToListAsync(ct);
        return rows.Select(r => new AppointmentView(
            r.Appointment.Id, r.Appointment.PersonId, keys.Open<PersonDetails>(r.DetailsSealed).Name, siteId, r.Name, r.Appointment.Right, r.Appointment.FromAt, r.Appointment.UntilAt)).ToArray();
    }
}
