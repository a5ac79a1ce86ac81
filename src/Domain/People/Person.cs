namespace TimeBank.People;

public enum Sex { Unknown, Male, Female }

/// <summary>A human being known to a site, with or without an account; may be resident, volunteer and staff at once.</summary>
public sealed class Person
{
    public required Guid Id { get; init; }
    public required Guid HomeSiteId { get; set; }

    /// <summary>Persons of one household may not vouch for each other.</summary>
    public required Guid HouseholdId { get; set; }

    /// <summary>The sealed <see cref="PersonDetails"/>.</summary>
    public required byte[] DetailsSealed { get; set; }

    public required byte[] NameHash { get; set; }
    public byte[]? PhoneHash { get; set; }
    public byte[]? IdNumberSealed { get; set; }
    public byte[]? IdNumberHash { get; set; }

    /// <summary>As it may be shown: 4206**********123X.</summary>
    public string? IdNumberMask { get; set; }

    /// <summary>The eighteenth birthday, where the birth date is known.</summary>
    public DateOnly? AdultOn { get; set; }

    public Guid? AccountId { get; set; }
    public string? VolunteerNumber { get; set; }
    public DateTimeOffset? VolunteerSince { get; set; }
    public DateTimeOffset? VerifiedAt { get; set; }
    public Guid? VerifiedById { get; set; }
    public required DateTimeOffset EnrolledAt { get; init; }
    public Guid? EnrolledById { get; init; }

    /// <summary>Null: since enrolment.</summary>
    public DateTimeOffset? HomeSiteSince { get; set; }

    /// <summary>Staff who last changed the phone on file, or whose code let the person set a new password: they open no way in again, and are no independent witness.</summary>
    public Guid? PhoneChangedById { get; set; }

    /// <summary>Details are erased from then on; ids and records stay.</summary>
    public DateTimeOffset? LeftAt { get; set; }
}

/// <summary>What the platform knows of a person beyond ids (MCA order 67, art. 5). Stored sealed.</summary>
/// <param name="Phone">Digits, or null for a person who has no phone.</param>
public sealed record PersonDetails(
    string Name, string? Phone, Sex Sex = Sex.Unknown, DateOnly? BirthDate = null, string? Address = null, IReadOnlyList<string>? Skills = null, IReadOnlyList<string>? Fields = null);
