namespace TimeBank.Sites;

/// <summary>City 市, Centre 中心 (county), Office 所 (township), Station 站 (village or community), Point 点.</summary>
public enum SiteLevel { City, Centre, Office, Station, Point }

public sealed class Site
{
    public required Guid Id { get; init; }

    /// <summary>The administrative division's code, or one given by hand to a point.</summary>
    public required string Code { get; init; }

    public required SiteLevel Level { get; init; }
    public Guid? ParentId { get; set; }
    public required string Name { get; set; }
    public string? Phone { get; set; }

    /// <summary>When somebody answers there, in the station's own words.</summary>
    public string? StaffHours { get; set; }

    /// <summary>Degrees, WGS 84.</summary>
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Since when the divisions file no longer holds it; its past stays readable.</summary>
    public DateTimeOffset? VanishedAt { get; set; }
}

/// <summary>A site and one above it, or itself (depth 0). Kept by a trigger.</summary>
public sealed class SitePath
{
    public required Guid AncestorId { get; init; }
    public required Guid SiteId { get; init; }
    public required int Depth { get; init; }
}
