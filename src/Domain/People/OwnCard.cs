using TimeBank.Sites;

namespace TimeBank.People;

/// <summary>What the head of every page says of who is signed in: one query.</summary>
/// <param name="Offices">Where the person holds which right now, the highest site first.</param>
public sealed record OwnCard(string Name, string? VolunteerNumber, string HomeSiteCode, string HomeSiteName, int Unread, int Offers, IReadOnlyList<Office> Offices)
{
    public bool IsVolunteer => VolunteerNumber is not null;

    public bool MayDispatch => Offices.Any(o => o.Right is Right.Dispatcher or Right.Manager);

    public bool MayRead => Offices.Any(o => o.Right is not Right.Administrator);

    /// <summary>Has rooms of administration: keeps a site, or looks back at what was done there.</summary>
    public bool MayOversee => Offices.Any(o => o.Right is not Right.Dispatcher);

    public bool MayAdminister => Offices.Any(o => o.Right is Right.Administrator);
}

public sealed record Office(Guid SiteId, string SiteCode, string SiteName, SiteLevel Level, Right Right);
