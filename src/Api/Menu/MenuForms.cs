using System.ComponentModel.DataAnnotations;
using TimeBank.Menu;

namespace TimeBank.Api.Menu;

/// <summary>A service of a site's own, offered there and at all below.</summary>
public sealed record ItemForm
{
    public required Guid SiteId { get; init; }
    [EnumDataType(typeof(ServiceField))] public required ServiceField Field { get; init; }
    [StringLength(60, MinimumLength = 1)] public required string Name { get; init; }

    /// <summary>Absent: the Chinese words stand.</summary>
    [StringLength(120)] public string? NameEn { get; init; }

    [StringLength(500, MinimumLength = 1)] public required string Description { get; init; }
    [StringLength(500)] public string? DescriptionEn { get; init; }
    [EnumDataType(typeof(MayServe))] public MayServe MayServe { get; init; } = MayServe.Anyone;
    [Range(1, 1440)] public required int UsualMinutes { get; init; }
    [Range(1, 1440)] public required int GreatestMinutes { get; init; }

    /// <summary>Its whole name, exactly when only the qualified may serve.</summary>
    [StringLength(60)] public string? Qualification { get; init; }

    public ItemToAdd ToCommand() => new(SiteId, Field, new(Name, NameEn ?? "", Description, DescriptionEn ?? "", MayServe, UsualMinutes, GreatestMinutes, Qualification));
}

/// <summary>What is absent stays; an empty qualification takes it away.</summary>
public sealed record ItemChangeForm
{
    /// <summary>Where the caller is administrator: an item of the menu file becomes this site's own.</summary>
    public required Guid SiteId { get; init; }

    [StringLength(60, MinimumLength = 1)] public string? Name { get; init; }
    [StringLength(120)] public string? NameEn { get; init; }
    [StringLength(500, MinimumLength = 1)] public string? Description { get; init; }
    [StringLength(500)] public string? DescriptionEn { get; init; }
    [EnumDataType(typeof(MayServe))] public MayServe? MayServe { get; init; }
    [Range(1, 1440)] public int? UsualMinutes { get; init; }
    [Range(1, 1440)] public int? GreatestMinutes { get; init; }
    [StringLength(60)] public string? Qualification { get; init; }

    public ItemChange ToCommand(Guid id) => new(id, SiteId, Name, NameEn, Description, DescriptionEn, MayServe, UsualMinutes, GreatestMinutes, Qualification);
}

public sealed record ItemSiteForm
{
    /// <summary>Where the caller is administrator: an item of the menu file becomes this site's own.</summary>
    public required Guid SiteId { get; init; }
}

public sealed record MenuChoiceForm
{
    public required Guid ItemId { get; init; }

    /// <summary>Absent: as the site above has it.</summary>
    public bool? Offered { get; init; }
}
