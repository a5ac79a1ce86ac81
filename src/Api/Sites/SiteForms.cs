using System.ComponentModel.DataAnnotations;
using TimeBank.Sites;

namespace TimeBank.Api.Sites;

/// <summary>A point 点 below a centre, office or station.</summary>
public sealed record PointForm
{
    public required Guid ParentId { get; init; }

    /// <summary>Letters, digits and hyphens; no other site has it.</summary>
    [StringLength(30, MinimumLength = 1)] public required string Code { get; init; }

    [StringLength(100, MinimumLength = 1)] public required string Name { get; init; }
    [StringLength(30)] public string? Phone { get; init; }

    /// <summary>Degrees, WGS 84; with a longitude or not at all.</summary>
    [Range(-90d, 90d)] public double? Latitude { get; init; }

    [Range(-180d, 180d)] public double? Longitude { get; init; }

    public PointToAdd ToCommand() => new(ParentId, Code, Name, Phone, Latitude, Longitude);
}

/// <summary>What is absent stays; an empty phone, or empty hours, take them away.</summary>
public sealed record SiteForm
{
    /// <summary>Of a point; other names come from the divisions file.</summary>
    [StringLength(100, MinimumLength = 1)] public string? Name { get; init; }

    [StringLength(30)] public string? Phone { get; init; }
    [Range(-90d, 90d)] public double? Latitude { get; init; }
    [Range(-180d, 180d)] public double? Longitude { get; init; }

    /// <summary>When somebody answers there, in the station's own words.</summary>
    [StringLength(60)] public string? StaffHours { get; init; }

    public SiteChange ToCommand(Guid id) => new(id, Name, Phone, Latitude, Longitude, StaffHours);
}

/// <summary>One way to look for sites: by code, by a fragment of the name, by place, or from a parent downwards. Nothing given: the roots.</summary>
public sealed record SiteSearch
{
    public Guid? ParentId { get; init; }
    [StringLength(30, MinimumLength = 1)] public string? Code { get; init; }
    [StringLength(50, MinimumLength = 1)] public string? Name { get; init; }
    [Range(-90d, 90d)] public double? Latitude { get; init; }
    [Range(-180d, 180d)] public double? Longitude { get; init; }

    /// <summary>How far from the place.</summary>
    [Range(1, 50_000)] public int? RadiusMetres { get; init; }

    /// <summary>From a parent downwards: also those that the divisions file no longer holds.</summary>
    public bool? Vanished { get; init; }

    [StringLength(30)] public string? Cursor { get; init; }
    [Range(1, Page.GreatestSize)] public int? Size { get; init; }
}
