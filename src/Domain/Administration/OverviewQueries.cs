using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Administration;

/// <summary>A site and what stands and is still missing there and below: an administrator's first page.</summary>
/// <param name="Stations">Villages, communities and points.</param>
/// <param name="WithoutPhone">Of the site and all below: residents find no number there.</param>
/// <param name="Holders">How many people hold which right here or below.</param>
/// <param name="Dispatched">Stations and points that a dispatcher or manager reaches from there or from above.</param>
/// <param name="OwnItems">Services that the site added itself.</param>
/// <param name="Items">What can be ordered at the site now.</param>
/// <param name="OwnTerms">Rows of terms that the site set and did not withdraw.</param>
/// <param name="FirstStationCode">The first station that a resident can look at.</param>
public sealed record SiteOverview(
    int Offices, int Stations, int WithoutPhone, bool HasPhone, IReadOnlyDictionary<Right, int> Holders, int Dispatched, int Items, int OwnItems, int OwnTerms, int UpcomingTerms,
    string? FirstStationCode);

/// <summary>A site by the code in an address, with what the reader may do there.</summary>
/// <param name="Path">From the root down to its parent.</param>
public sealed record OpenedSite(SiteView Site, IReadOnlyList<SiteView> Path, IReadOnlySet<Right> Rights);

public sealed class OverviewQueries(TimeBankDb db, SiteQueries sites, TimeProvider clock)
{
    /// <summary>For whoever holds a right at the site.</summary>
    public async Task<Outcome<OpenedSite>> OpenAsync(Guid callerId, string siteCode, CancellationToken ct)
    {
        if (!(await sites.FindByCodeAsync(siteCode, ct)).IsDone(out var site, out var why)) { return why; }
        var rights = await db.RightsAtAsync(callerId, site.Id, clock.GetUtcNow(), ct);
        if (rights.Count == 0 || !(await sites.FindAsync(site.Id, ct)).IsDone(out var details, out _)) { return SiteRefusals.NotFound; }
        return new OpenedSite(site, details.Path, rights);
    }

    /// <summary>For whoever holds a right at the site.</summary>
    public async Task<Outcome<SiteOverview>> OfAsync(Guid callerId, Guid siteId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((await db.RightsAtAsync(callerId, siteId, now, ct)).Count == 0) { return SiteRefusals.NotFound; }
        var holders = await db.RowsAsync<HolderRow>(
            $"""
            select a."right", count(distinct a.person_id)::int as persons from appointments a join site_paths p on p.site_id = a.site_id and p.ancestor_id = {siteId}
            where a.from_at <= {now} and (a.until_at is null or a.until_at > {now}) group by a."right"
            """, ct);
        var row = await db.RowAsync<Row>(
            $"""
            with below as (select s.* from site_paths p join sites s on s.id = p.site_id where p.ancestor_id = {siteId} and s.vanished_at is null),
                movers as (select site_id from appointments where "right" in ('Dispatcher', 'Manager') and from_at <= {now} and (until_at is null or until_at > {now}))
            select (select count(*)::int from below where level = 'Office') as Offices,
                (select count(*)::int from below where level in ('Station', 'Point')) as Stations,
                (select count(*)::int from below where phone is null) as WithoutPhone,
                (select phone is not null from sites where id = {siteId}) as HasPhone,
                (select count(*)::int from below b where level in ('Station', 'Point') and exists (select from site_paths u join movers m on m.site_id = u.ancestor_id where u.site_id = b.id)) as Dispatched,
                (select count(*)::int from menu_at({siteId})) as Items,
                (select count(*)::int from service_items where site_id = {siteId} and retired_at is null) as OwnItems,
                (select count(*)::int from policies where site_id = {siteId} and withdrawn_at is null) as OwnTerms,
                (select count(*)::int from policies where site_id = {siteId} and withdrawn_at is null and valid_from > {now}) as UpcomingTerms,
                (select code from below where level = 'Station' order by code limit 1) as FirstStationCode
            """, ct);
        return new SiteOverview(
            row.Offices, row.Stations, row.WithoutPhone, row.HasPhone,
            Enum.GetValues<Right>().ToDictionary(r => r, r => holders.FirstOrDefault(h => h.Right == r.ToString())?.Persons ?? 0),
            row.Dispatched, row.Items, row.OwnItems, row.OwnTerms, row.UpcomingTerms, row.FirstStationCode);
    }

    private sealed record HolderRow(string Right, int Persons);

    private sealed record Row(
        int Offices, int Stations, int WithoutPhone, bool HasPhone, int Dispatched, int Items, int OwnItems, int OwnTerms, int UpcomingTerms, string? FirstStationCode);
}
