using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.People;

public sealed class OwnCardQueries(TimeBankDb db, DeploymentKeys keys, TimeProvider clock)
{
    public async Task<OwnCard> GetAsync(Guid personId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = await db.RowAsync<Row>(
            $"""
            select p.details_sealed as DetailsSealed, p.volunteer_number as VolunteerNumber, s.code as HomeSiteCode, s.name as HomeSiteName,
                (select count(*)::int from messages m where m.person_id = p.id and m.read_at is null) as unread,
                (select count(*)::int from offers f where f.person_id = p.id and f.state = 'Live' and f.deadline_at > {now}) as offers
            from persons p join sites s on s.id = p.home_site_id where p.id = {personId}
            """, ct);
        var offices = await db.RowsAsync<OfficeRow>(
            $"""
            select a.site_id as SiteId, s.code as SiteCode, s.name as SiteName, s.level, a."right"
            from appointments a join sites s on s.id = a.site_id
            where a.person_id = {personId} and a.from_at <= {now} and (a.until_at is null or a.until_at > {now})
            """, ct);
        return new(keys.Open<PersonDetails>(row.DetailsSealed).Name, row.VolunteerNumber, row.HomeSiteCode, row.HomeSiteName, row.Unread, row.Offers,
            [.. offices.Select(o => o.ToOffice()).OrderBy(o => o.Level).ThenBy(o => o.SiteCode, StringComparer.Ordinal).ThenBy(o => o.Right)]);
    }

    private sealed record Row(byte[] DetailsSealed, string? VolunteerNumber, string HomeSiteCode, string HomeSiteName, int Unread, int Offers);

    private sealed record OfficeRow(Guid SiteId, string SiteCode, string SiteName, string Level, string Right)
    {
        public Office ToOffice() => new(SiteId, SiteCode, SiteName, Enum.Parse<SiteLevel>(Level), Enum.Parse<Right>(Right));
    }
}
