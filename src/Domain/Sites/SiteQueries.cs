using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Sites;

/// <param name="VanishedAt">Set when the divisions file no longer holds it.</param>
public sealed record SiteView(
    Guid Id, string Code, SiteLevel Level, Guid? ParentId, string Name, string? Phone, double? Latitude, double? Longitude, DateTimeOffset? VanishedAt, string? StaffHours = null)
{
    /// <summary>How far away, where a place was asked for.</summary>
    public int? Metres { get; init; }
}

/// <param name="Path">From the root down to its parent.</param>
public sealed record SiteDetails(SiteView Site, IReadOnlyList<SiteView> Path)
{
    /// <summary>Whose telephone answers for the site: its own, or that of the nearest above that has one.</summary>
    [JsonIgnore]
    public SiteView? Answering => Path.Append(Site).LastOrDefault(s => s.Phone is not null);
}

/// <summary>Sites are public: a resident must find theirs before anybody knows them. Lists leave out what has vanished, unless it is asked for.</summary>
public sealed class SiteQueries(TimeBankDb db)
{
    private const double EarthRadiusMetres = 6_371_000;
    private const double MetresPerDegree = 111_195;

    public async Task<Outcome<SiteDetails>> FindAsync(Guid id, CancellationToken ct)
    {
        var path = await (from up in db.SitePaths
                          join site in db.Sites on up.AncestorId equals site.Id
                          where up.SiteId == id
                          orderby up.Depth descending
                          select site).Select(View).ToListAsync(ct);
        return path.Count == 0 ? SiteRefusals.NotFound : new SiteDetails(path[^1], path[..^1]);
    }

    public async Task<Outcome<SiteView>> FindByCodeAsync(string code, CancellationToken ct) =>
        await db.Sites.Where(s => s.Code == code).Select(View).SingleOrDefaultAsync(ct) is { } site ? site : SiteRefusals.NotFound;

    /// <summary>Where each of some sites lies, from the root down: 襄阳市 襄城区 王府街道.</summary>
    public async Task<ILookup<Guid, string>> PathNamesAsync(IReadOnlyList<Guid> ids, CancellationToken ct) =>
        (await (from up in db.SitePaths
                join site in db.Sites on up.AncestorId equals site.Id
                where ids.Contains(up.SiteId) && up.Depth > 0
                orderby up.SiteId, up.Depth descending
                select new { up.SiteId, site.Name }).ToListAsync(ct)).ToLookup(p => p.SiteId, p => p.Name);

    /// <param name="parentId">Null: the roots.</param>
    /// <param name="after">The last code of the page before.</param>
    /// <param name="vanished">Also those that the divisions file no longer holds.</param>
    public async Task<Page<SiteView>> ChildrenAsync(Guid? parentId, string? after, int size, CancellationToken ct, bool vanished = false)
    {
        var rows = await db.Sites
            .Where(s => s.ParentId == parentId && (vanished || s.VanishedAt == null) && (after == null || string.Compare(s.Code, after) > 0))
            .OrderBy(s => s.Code).Take(size + 1).Select(View).ToListAsync(ct);
        return Page.Of(rows, size, s => s.Code);
    }

    /// <summary>How many sites stand right below each of these; those without any are left out.</summary>
    public Task<Dictionary<Guid, int>> CountBelowAsync(IReadOnlyList<Guid> ids, CancellationToken ct) =>
        (from site in db.Sites
         where site.ParentId != null && ids.Contains(site.ParentId.Value) && site.VanishedAt == null
         group site by site.ParentId!.Value into below
         select new { below.Key, Count = below.Count() }).ToDictionaryAsync(b => b.Key, b => b.Count, ct);

    /// <summary>The site itself and those below it by code or a fragment of the name, the highest first, also those that have vanished.</summary>
    public async Task<IReadOnlyList<SiteView>> BelowAsync(Guid siteId, string words, int size, CancellationToken ct) =>
        await (from path in db.SitePaths
               where path.AncestorId == siteId
               join site in db.Sites on path.SiteId equals site.Id
               where site.Code == words || site.Name.Contains(words)
               orderby path.Depth, site.Code
               select site).Take(size).Select(View).ToListAsync(ct);

    /// <summary>By a fragment of the name, the highest sites first.</summary>
    public async Task<IReadOnlyList<SiteView>> NamedAsync(string fragment, int size, CancellationToken ct) =>
        await (from site in db.Sites
               where site.Name.Contains(fragment) && site.VanishedAt == null
               orderby db.SitePaths.Count(p => p.SiteId == site.Id), site.Code
               select site).Take(size).Select(View).ToListAsync(ct);

    /// <summary>Within a radius, the nearest first. A box on the index leaves few; the great circle decides.</summary>
    public async Task<IReadOnlyList<SiteView>> NearAsync(double latitude, double longitude, int radiusMetres, int size, CancellationToken ct)
    {
        var high = radiusMetres / MetresPerDegree;
        var wide = high / Math.Max(0.01, Math.Cos(double.DegreesToRadians(latitude)));
        var inBox = await db.Sites
            .Where(s => s.Latitude >= latitude - high && s.Latitude <= latitude + high && s.Longitude >= longitude - wide && s.Longitude <= longitude + wide)
            .Where(s => s.VanishedAt == null).Select(View).ToListAsync(ct);
        return [.. (from site in inBox
                   let metres = Metres(latitude, longitude, site.Latitude!.Value, site.Longitude!.Value)
                   where metres <= radiusMetres
                   orderby metres, site.Code
                   select site with { Metres = (int)Math.Round(metres) }).Take(size)];
    }

    /// <summary>Haversine: good to half a percent, which is a doorway.</summary>
    internal static double Metres(double fromLatitude, double fromLongitude, double toLatitude, double toLongitude)
    {
        static double HalfSineSquared(double degrees) => Math.Pow(Math.Sin(double.DegreesToRadians(degrees) / 2), 2);
        var chord = HalfSineSquared(toLatitude - fromLatitude)
            + (Math.Cos(double.DegreesToRadians(fromLatitude)) * Math.Cos(double.DegreesToRadians(toLatitude)) * HalfSineSquared(toLongitude - fromLongitude));
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    internal static readonly System.Linq.Expressions.Expression<Func<Site, SiteView>> View =
        s => new SiteView(s.Id, s.Code, s.Level, s.ParentId, s.Name, s.Phone, s.Latitude, s.Longitude, s.VanishedAt, s.StaffHours);
}
