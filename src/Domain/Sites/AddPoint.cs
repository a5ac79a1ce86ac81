using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Sites;

/// <summary>A place below a site that no divisions file knows: a bookshop, a pavilion, a shop that lends a room.</summary>
public sealed record PointToAdd(Guid ParentId, string Code, string Name, string? Phone, double? Latitude, double? Longitude);

public sealed class AddPoint(TimeBankDb db, Once once, TimeProvider clock)
{
    /// <returns>The new site's id.</returns>
    public Task<Outcome<Guid>> AddAsync(CommandKey key, Guid callerId, PointToAdd point, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (await db.Sites.FindAsync([point.ParentId], ct) is not { } parent) { return SiteRefusals.NotFound; }
        if (!await db.HasRightAsync(callerId, parent.Id, now, [Right.Administrator], ct)) { return SiteRefusals.Forbidden; }
        if (parent.Level is SiteLevel.City or SiteLevel.Point || parent.VanishedAt is not null) { return SiteRefusals.NoPointHere; }
        if (!DivisionsFile.IsCode(point.Code)) { return SiteRefusals.BadCode; }
        if (ChangeSite.WrongWith(point.Name, point.Phone, point.Latitude, point.Longitude) is { } refusal) { return refusal; }

        var site = new Site
        {
            Id = Guid.CreateVersion7(now),
            Code = point.Code,
            Level = SiteLevel.Point,
            ParentId = parent.Id,
            Name = point.Name,
            Phone = string.IsNullOrWhiteSpace(point.Phone) ? null : point.Phone.Trim(),
            Latitude = point.Latitude,
            Longitude = point.Longitude,
            AddedAt = now,
        };
        db.Sites.Add(site);
        return site.Id;
    }, ct);
}
