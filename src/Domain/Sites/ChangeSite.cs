using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Sites;

/// <summary>Null leaves as it was; an empty phone, or empty hours, take them away. Latitude and longitude come together.</summary>
public sealed record SiteChange(Guid SiteId, string? Name, string? Phone, double? Latitude, double? Longitude, string? StaffHours = null);

public sealed class ChangeSite(TimeBankDb db, Once once, TimeProvider clock)
{
    public Task<Outcome<Guid>> ChangeAsync(CommandKey key, Guid callerId, SiteChange change, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        if (await db.LockSiteAsync(change.SiteId, ct) is not { } site) { return SiteRefusals.NotFound; }
        if (!await db.HasRightAsync(callerId, site.Id, clock.GetUtcNow(), [Right.Administrator], ct)) { return SiteRefusals.Forbidden; }
        if (change.Name is { } name && name != site.Name && site.Level != SiteLevel.Point) { return SiteRefusals.NamedByFile; }
        if (WrongWith(change.Name ?? site.Name, change.Phone, change.Latitude, change.Longitude) is { } refusal) { return refusal; }
        if (change.StaffHours?.Trim().Length > 60) { return SiteRefusals.BadStaffHours; }

        site.Name = change.Name ?? site.Name;
        site.Phone = change.Phone?.Trim() switch { null => site.Phone, "" => null, var phone => phone };
        site.StaffHours = change.StaffHours?.Trim() switch { null => site.StaffHours, "" => null, var hours => hours };
        (site.Latitude, site.Longitude) = change.Latitude is null ? (site.Latitude, site.Longitude) : (change.Latitude, change.Longitude);
        return site.Id;
    }, ct);

    internal static Refusal? WrongWith(string name, string? phone, double? latitude, double? longitude) =>
        !PlainName.Is(name, 100) ? SiteRefusals.BadName
        : phone is { Length: > 30 } || phone?.All(c => char.IsAsciiDigit(c) || " -()（）+,，、;；转".Contains(c, StringComparison.Ordinal)) is false ? SiteRefusals.BadPhone
        : (latitude is null) != (longitude is null) || latitude is < -90 or > 90 or double.NaN || longitude is < -180 or > 180 or double.NaN ? SiteRefusals.BadPlace
        : null;
}
