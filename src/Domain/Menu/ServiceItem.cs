namespace TimeBank.Menu;

/// <summary>The eight standing fields of volunteer teams, and N: neighbourly help (MECHANISMS 35).</summary>
public enum ServiceField { Theory, Education, Culture, Science, Health, Emergency, Media, Law, Neighbour }

public enum MayServe { Anyone, Adult, Qualified }

/// <summary>What residents can order.</summary>
public sealed class ServiceItem
{
    /// <summary>The item of those who say in their own words what they need; staff find out the rest.</summary>
    public const string OtherHelpCode = "other-help";

    public required Guid Id { get; init; }
    public required string Code { get; init; }

    /// <summary>Whose own item it is: offered there and below, kept by its administrators. Null: the menu file's.</summary>
    public Guid? SiteId { get; set; }

    public required ServiceField Field { get; set; }
    public required string Name { get; set; }
    public required string NameEn { get; set; }
    public required string Description { get; set; }
    public required string DescriptionEn { get; set; }
    public required MayServe MayServe { get; set; }
    public required int UsualMinutes { get; set; }
    public required int GreatestMinutes { get; set; }

    /// <summary>Set exactly when <see cref="MayServe"/> is <see cref="MayServe.Qualified"/>.</summary>
    public string? Qualification { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}

/// <summary>The menu file offers an item at a site and all below it.</summary>
public sealed class MenuEntry
{
    public required Guid ItemId { get; init; }
    public required Guid SiteId { get; init; }
}

/// <summary>An administrator's own decision about an item at a site and all below it, over what the file or a site above says.</summary>
public sealed class MenuChoice
{
    public required Guid ItemId { get; init; }
    public required Guid SiteId { get; init; }
    public required bool Offered { get; set; }
    public required Guid ChosenById { get; set; }
    public required DateTimeOffset ChosenAt { get; set; }
}
