using System.ComponentModel.DataAnnotations;
using TimeBank.People;

namespace TimeBank.Api.People;

/// <summary>Somebody whom staff enrol.</summary>
public sealed record PersonForm
{
    public required Guid HomeSiteId { get; init; }
    [StringLength(50, MinimumLength = 1)] public required string Name { get; init; }

    /// <summary>Absent for a person who has none.</summary>
    [StringLength(30)] public string? Phone { get; init; }

    [StringLength(200)] public string? Address { get; init; }
    [EnumDataType(typeof(Sex))] public Sex Sex { get; init; } = Sex.Unknown;
    public DateOnly? BirthDate { get; init; }

    /// <summary>With the document in hand: the person is verified at once.</summary>
    [StringLength(18, MinimumLength = 18)] public string? IdNumber { get; init; }

    /// <summary>Staff have compared and it is another person.</summary>
    public bool DespiteDuplicates { get; init; }

    public PersonToEnrol ToCommand() => new(HomeSiteId, Name, Phone, Address, Sex, BirthDate, IdNumber, DespiteDuplicates);
}

/// <summary>What is absent stays; an empty text takes away.</summary>
public sealed record DetailsForm
{
    [StringLength(50, MinimumLength = 1)] public string? Name { get; init; }

    /// <summary>Of a person without an account; the owner of an account changes it under /me/phone.</summary>
    [StringLength(30)] public string? Phone { get; init; }

    [EnumDataType(typeof(Sex))] public Sex? Sex { get; init; }
    public DateOnly? BirthDate { get; init; }
    [StringLength(200)] public string? Address { get; init; }
    [MaxLength(20)] public IReadOnlyList<string>? Skills { get; init; }
    [MaxLength(9)] public IReadOnlyList<string>? Fields { get; init; }
    public Guid? HomeSiteId { get; init; }

    public DetailsChange ToCommand() => new(Name, Phone, Sex, BirthDate, Address, Skills, Fields, HomeSiteId);
}

public sealed record RealNameForm
{
    [StringLength(50, MinimumLength = 1)] public required string Name { get; init; }
    [StringLength(18, MinimumLength = 18)] public required string IdNumber { get; init; }
}

/// <summary>Known by name and volunteer number, or by name and phone; by name alone a relative without a phone is enrolled.</summary>
public sealed record RelativeForm
{
    [EnumDataType(typeof(Relation))] public required Relation Relation { get; init; }
    [StringLength(50, MinimumLength = 1)] public required string Name { get; init; }

    /// <summary>They live together: whoever of the two is alone on record joins the other.</summary>
    public bool SameHousehold { get; init; }

    [StringLength(20)] public string? VolunteerNumber { get; init; }
    [StringLength(30)] public string? Phone { get; init; }
    [EnumDataType(typeof(Sex))] public Sex Sex { get; init; } = Sex.Unknown;
    public DateOnly? BirthDate { get; init; }
    [StringLength(200)] public string? Address { get; init; }

    public RelativeToAdd ToCommand() => new(Relation, SameHousehold, Name, VolunteerNumber, Phone, Sex, BirthDate, Address);
}

public sealed record HouseholdForm
{
    /// <summary>Absent: the person lives alone from now on.</summary>
    public Guid? WithPersonId { get; init; }
}

public sealed record OpeningForm
{
    /// <summary>Kept with who and when, for ever; the person can read it.</summary>
    [StringLength(200, MinimumLength = 2)] public required string Purpose { get; init; }
}

public sealed record QualificationForm
{
    [StringLength(60, MinimumLength = 1)] public required string Name { get; init; }

    /// <summary>The last day it counts; absent where it does not expire.</summary>
    public DateOnly? ValidUntil { get; init; }
}

public sealed record AppointmentForm
{
    public required Guid PersonId { get; init; }
    public required Guid SiteId { get; init; }
    [EnumDataType(typeof(Right))] public required Right Right { get; init; }

    /// <summary>When it ends by itself; absent: it stays until somebody ends it.</summary>
    public DateTimeOffset? UntilAt { get; init; }

    public AppointmentToMake ToCommand() => new(PersonId, SiteId, Right, UntilAt);
}

/// <summary>Exactly one of the three.</summary>
public sealed record SearchForm
{
    [StringLength(30)] public string? Phone { get; init; }
    [StringLength(50)] public string? Name { get; init; }
    [StringLength(20)] public string? VolunteerNumber { get; init; }
}

/// <param name="PersonId">Somebody with whom there has been an order.</param>
public sealed record ApartForm(Guid PersonId);

/// <summary>A volunteer's usual week.</summary>
public sealed record FreeHoursForm
{
    [MaxLength(FreeHours.GreatestSpans)] public required IReadOnlyList<FreeSpanForm> Spans { get; init; }
}

public sealed record FreeSpanForm
{
    /// <summary>Monday is 1, Sunday 7.</summary>
    [Range(1, FreeHours.Weekdays)] public required int Weekday { get; init; }

    /// <summary>Of the day.</summary>
    [Range(0, 1439)] public required int FromMinute { get; init; }

    /// <summary>Of the day, later than the first; 1440 is midnight.</summary>
    [Range(1, 1440)] public required int UntilMinute { get; init; }
}
