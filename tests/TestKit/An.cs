using TimeBank.Policies;

namespace TimeBank.TestKit;

/// <summary>Data by intent: <c>An.Order().OfferedTo(Volunteer).AcceptedBy(Volunteer)</c>. What is not said is ordinary.</summary>
public static class An
{
    public static readonly Policy Policy = PolicyOf();

    /// <summary>A haircut for tomorrow morning, placed on Monday at nine by the person it is for.</summary>
    public static OrderLife Order(int places = 1) => new(places, Cast.Resident);

    public static OrderLife OrderFor(Guid served) => new(1, served);

    /// <summary>The deployment's own terms, as the migration sets them.</summary>
    public static Policy PolicyOf(int ratePercent = 100, int roundingMinutes = 1) => new()
    {
        Id = new("00000000-0000-7000-8000-000000000001"),
        ValidFrom = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
        RatePercent = ratePercent,
        RoundingMinutes = roundingMinutes,
        BalanceCapMinutes = 90_000,
        NotHomeMinutes = 30,
        DangerMinutes = 60,
        UtilitiesMinutes = 120,
        OrdinaryDays = 1,
        OfferMinutes = 120,
        GraceMinutes = 30,
        RatingDays = 3,
        ReopenDays = 30,
    };
}
