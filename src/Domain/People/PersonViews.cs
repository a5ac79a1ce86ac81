using TimeBank.Sites;

namespace TimeBank.People;

/// <summary>Everything a person may see of themselves on one page.</summary>
public sealed record OwnView(
    Guid Id, string Name, string? Phone, Sex Sex, DateOnly? BirthDate, string? Address, IReadOnlyList<string> Skills, IReadOnlyList<string> Fields,
    SiteView HomeSite, string? IdNumber, DateTimeOffset? VerifiedAt, string? VolunteerNumber, DateTimeOffset? VolunteerSince, string? PassbookNumber,
    IReadOnlyList<AppointmentView> Appointments, IReadOnlyList<RelativeView> Relatives, IReadOnlyList<HouseholdView> Household,
    IReadOnlyList<QualificationView> Qualifications, IReadOnlyList<ConsentView> Consents)
{
    /// <summary>Until then only staff change the home site; null: it was never changed.</summary>
    public DateTimeOffset? HomeSiteStaysUntil { get; init; }

    /// <summary>Who has registered this person as a relative and may order for them; either side may end it.</summary>
    public IReadOnlyList<RelativeView> RegisteredBy { get; init; } = [];
}

/// <summary>A person as staff of the home site see them.</summary>
/// <param name="Phone">Whole for those who work with residents, masked for a supervisor.</param>
/// <param name="Address">Null for a supervisor.</param>
/// <param name="IdNumber">Masked, always.</param>
public sealed record PersonView(
    Guid Id, string Name, string? Phone, string? Address, string? IdNumber, DateTimeOffset? VerifiedAt, string? VolunteerNumber, DateTimeOffset? VolunteerSince,
    Guid HomeSiteId, string HomeSite, bool HasAccount, DateTimeOffset EnrolledAt, IReadOnlyList<QualificationView> Qualifications);

public sealed record AppointmentView(Guid Id, Guid PersonId, string Person, Guid SiteId, string Site, Right Right, DateTimeOffset FromAt, DateTimeOffset? UntilAt);

public sealed record RelativeView(Guid Id, string Name, Relation Relation, bool SameHousehold, DateTimeOffset AddedAt);

/// <param name="Name">Masked: the other members of a household are not always known to each other by record.</param>
public sealed record HouseholdView(Guid Id, string Name);

public sealed record QualificationView(string Name, DateTimeOffset ConfirmedAt, DateOnly? ValidUntil);

public sealed record ConsentView(string Version, string Zh, string En, DateTimeOffset GivenAt);

public sealed record IdNumberOpeningView(DateTimeOffset OpenedAt, string OpenedBy, string Purpose);

/// <param name="SeenBy">The member of staff; empty once they have left.</param>
public sealed record PersonLookView(DateTimeOffset SeenAt, string SeenBy, LookWay Way);
