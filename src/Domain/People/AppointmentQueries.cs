using Microsoft.EntityFrameworkCore;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.People;

/// <param name="Ended">Also those that have ended.</param>
/// <param name="Before">Cursor: appointed before this one.</param>
public sealed record AppointmentListing(Guid SiteId, Right? Right, Guid? PersonId, bool Ended, Guid? Before, int Size);

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

    /// <summary>One, for whoever holds a right at its site, and for whose it is.</summary>
    public async Task<Outcome<AppointmentView>> FindAsync(Guid callerId, Guid id, CancellationToken ct)
    {
        var row = await (from a in db.Appointments
                         where a.Id == id
                         join person in db.Persons on a.PersonId equals person.Id
                         join site in db.Sites on a.SiteId equals site.Id
                         select new { Appointment = a, person.DetailsSealed, site.Name }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (row is not { Appointment: var found }) { return PersonRefusals.AppointmentNotFound; }
        if (found.PersonId != callerId && (await db.RightsAtAsync(callerId, found.SiteId, clock.GetUtcNow(), ct)).Count == 0) { return PersonRefusals.AppointmentNotFound; }
        return new AppointmentView(found.Id, found.PersonId, keys.Open<PersonDetails>(row.DetailsSealed).Name, found.SiteId, row.Name, found.Right, found.FromAt, found.UntilAt);
    }

    /// <summary>Those of the site and of all below it, a page at a time, the newest first.</summary>
    public async Task<Outcome<Page<AppointmentView>>> BelowAsync(Guid callerId, AppointmentListing asked, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((await db.RightsAtAsync(callerId, asked.SiteId, now, ct)).Count == 0) { return SiteRefusals.NotFound; }
        var before = asked.Before ?? Guid.AllBitsSet;
        var right = asked.Right?.ToString();
        var rows = await db.RowsAsync<Row>(
            $"""
            select a.id, a.person_id as PersonId, p.details_sealed as DetailsSealed, a.site_id as SiteId, s.name as site, a."right", a.from_at as FromAt, a.until_at as UntilAt
            from appointments a join persons p on p.id = a.person_id join sites s on s.id = a.site_id
            where a.site_id in (select site_id from site_paths where ancestor_id = {asked.SiteId}) and a.id < {before}
                and ({right}::text is null or a."right" = {right}) and ({asked.PersonId}::uuid is null or a.person_id = {asked.PersonId})
                and ({asked.Ended} or a.until_at is null or a.until_at > {now})
            order by a.id desc limit {asked.Size + 1}
            """, ct);
        return Page.Of([.. rows.Select(r => new AppointmentView(
            r.Id, r.PersonId, keys.Open<PersonDetails>(r.DetailsSealed).Name, r.SiteId, r.Site, Enum.Parse<Right>(r.Right), r.FromAt, r.UntilAt))], asked.Size, line => line.Id);
    }

    private sealed record Row(Guid Id, Guid PersonId, byte[] DetailsSealed, Guid SiteId, string Site, string Right, DateTimeOffset FromAt, DateTimeOffset? UntilAt);
}
