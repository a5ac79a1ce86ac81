using TimeBank.Menu;

namespace TimeBank.Orders;

/// <summary>Why a volunteer stands where they stand. Words are made by whoever shows it; there is no reason for having declined, and there will be none.</summary>
public enum CandidateReason
{
    /// <summary>Their home site is the order's.</summary>
    SameSite,

    /// <summary>Metres from their home site to the order's.</summary>
    Metres,

    /// <summary>Where no place is known: their site hangs under the same one as the order's.</summary>
    SisterSite,

    /// <summary>Where no place is known: elsewhere in the county.</summary>
    SameCounty,

    /// <summary>Holds the qualification that the item needs; the number is how many days it is still valid on the wanted day, none: without end.</summary>
    Qualified,

    /// <summary>Has said that this field is theirs.</summary>
    Field,

    /// <summary>Has said that they can do this very thing.</summary>
    Skill,

    /// <summary>Nothing else in the book that day.</summary>
    FreeThatDay,

    /// <summary>Free at that time, with so many other visits on that day.</summary>
    OtherVisitsThatDay,

    /// <summary>The resident asked for them.</summary>
    Wished,

    /// <summary>Has said to be free at that time of the week.</summary>
    SaidFree,

    /// <summary>Has said to be free at other times.</summary>
    SaidOtherHours,

    /// <summary>Has served this person so often.</summary>
    ServedThem,

    /// <summary>So many of the site's latest visits were theirs.</summary>
    ServedHere,

    /// <summary>So many visits in the week of the order, done and planned; the fewer, the sooner.</summary>
    VisitsThatWeek,

    /// <summary>Cannot sign in, so they can neither answer nor check in: the station hands them a code first. They stand behind all others.</summary>
    NoAccount,
}

/// <param name="Number">Metres, days or times, as the reason says; null where it counts nothing.</param>
public sealed record Reason(CandidateReason Why, int? Number = null);

/// <summary>What the rule knows of one volunteer who may serve the order. That somebody declined, or let an offer lapse, is not among it.</summary>
/// <param name="Sister">Their site is the parent of the order's, or has the same.</param>
/// <param name="Metres">Between the two sites; null where either has no place.</param>
/// <param name="Wished">The resident would like them to come again.</param>
/// <param name="Steps">In the tree of sites, up and down: 0 the same, 2 sisters.</param>
/// <param name="SaidFree">Whether the wanted time lies in the hours they have said; null: they have said none.</param>
public sealed record CandidateFacts(
    Guid PersonId, bool SameSite, bool Sister, int? Metres, int Steps, bool Qualified, int? QualifiedDays, bool LikesField, bool HasSkill,
    int ServedThem, int ServedHere, int VisitsThatDay, int VisitsThatWeek,
    bool? SaidFree = null, bool Wished = false, bool HasAccount = true);

/// <summary>Who is asked first (派给谁). Points add up; each part is shown as a reason, so that a dispatcher can see why and choose otherwise.</summary>
public static class CandidateRules
{
    /// <summary>Next door. It falls evenly to nothing at <see cref="FarMetres"/>: an hour's walk is no longer near.</summary>
    public const int NearPoints = 30;

    public const int FarMetres = 10_000;

    /// <summary>What one step in the tree is taken for where no place is known: half the way between two villages of one township.</summary>
    public const int MetresPerStep = 2_500;

    /// <summary>A face the resident knows is worth some three kilometres, and more when it came often.</summary>
    public const int KnownFacePoints = 10;

    /// <summary>Each further visit; the fifth adds nothing, or nobody new would ever come.</summary>
    public const int KnownFaceAgainPoints = 4;

    public const int KnownFaceTimes = 4;

    /// <summary>The resident wishes for them: as much as the best known face, so that both together are first from anywhere near.</summary>
    public const int WishPoints = 22;

    /// <summary>Said to be able to do this very thing: less than a known face, more than a field.</summary>
    public const int SkillPoints = 8;

    public const int FieldPoints = 5;

    /// <summary>Came lately to this site's people and is likely to come again. Small: whoever is new must get a turn.</summary>
    public const int ServedHerePoints = 3;

    /// <summary>Each visit of that week costs; two weigh as much as a known face. Nobody is worn out, and nobody is left out.</summary>
    public const int VisitThatWeekCost = 5;

    public const int VisitsThatCount = 6;

    /// <summary>Has said to be free at that time, or free at other times; nothing said is neither.</summary>
    public const int SaidFreePoints = 6;

    /// <summary>Another visit on that day is a way to go besides the week's count.</summary>
    public const int VisitThatDayCost = 4;

    /// <summary>The best first. Equal ones stand as the lot of this order has it, so that nobody is first by an early sign-up.</summary>
    public static IReadOnlyList<CandidateFacts> Rank(IEnumerable<CandidateFacts> volunteers, Guid orderId) =>
        [.. volunteers.OrderByDescending(v => v.HasAccount).ThenByDescending(PointsOf).ThenBy(v => v.Metres ?? v.Steps * MetresPerStep).ThenBy(v => LotOf(v.PersonId, orderId))];

    public static int PointsOf(CandidateFacts v) =>
        Nearness(v) + KnownFace(v.ServedThem)
        + (v.HasSkill ? SkillPoints : v.LikesField ? FieldPoints : 0)
        + (v.Wished ? WishPoints : 0)
        + (v.ServedHere > 0 ? ServedHerePoints : 0)
        + (v.SaidFree switch { true => SaidFreePoints, false => -SaidFreePoints, null => 0 })
        - (Math.Min(v.VisitsThatWeek, VisitsThatCount) * VisitThatWeekCost)
        - (v.VisitsThatDay * VisitThatDayCost);

    /// <summary>In the order in which people read them: how near, may they, are they free, do they know each other, is it fair.</summary>
    public static IReadOnlyList<Reason> ReasonsOf(CandidateFacts v) =>
    [
        .. v.Wished ? [new Reason(CandidateReason.Wished)] : Array.Empty<Reason>(),
        NearOf(v.SameSite, v.Sister, v.Metres),
        .. v.Qualified ? [new Reason(CandidateReason.Qualified, v.QualifiedDays)] : Array.Empty<Reason>(),
        .. v.HasSkill ? [new Reason(CandidateReason.Skill)] : v.LikesField ? [new Reason(CandidateReason.Field)] : Array.Empty<Reason>(),
        v.VisitsThatDay == 0 ? new(CandidateReason.FreeThatDay) : new(CandidateReason.OtherVisitsThatDay, v.VisitsThatDay),
        .. v.SaidFree is { } said ? [new Reason(said ? CandidateReason.SaidFree : CandidateReason.SaidOtherHours)] : Array.Empty<Reason>(),
        .. v.ServedThem > 0 ? [new Reason(CandidateReason.ServedThem, v.ServedThem)] : Array.Empty<Reason>(),
        .. v.ServedHere > 0 ? [new Reason(CandidateReason.ServedHere, v.ServedHere)] : Array.Empty<Reason>(),
        new(CandidateReason.VisitsThatWeek, v.VisitsThatWeek),
        .. v.HasAccount ? Array.Empty<Reason>() : [new(CandidateReason.NoAccount)],
    ];

    /// <summary>A skill in the volunteer's own words meets the item where one names the other: 理发 and 上门理发.</summary>
    public static bool IsSkillFor(string skill, string item) =>
        skill.Trim() is { Length: > 1 } said && (item.Contains(said, StringComparison.OrdinalIgnoreCase) || said.Contains(item, StringComparison.OrdinalIgnoreCase));

    public static bool IsField(string said, ServiceField field) => string.Equals(said.Trim(), field.ToString(), StringComparison.OrdinalIgnoreCase);

    private static int Nearness(CandidateFacts v) =>
        v.SameSite ? NearPoints : NearPoints - Math.Min(NearPoints, NearPoints * (v.Metres ?? v.Steps * MetresPerStep) / FarMetres);

    private static int KnownFace(int times) => times == 0 ? 0 : KnownFacePoints + (KnownFaceAgainPoints * (Math.Min(times, KnownFaceTimes) - 1));

    /// <summary>How far it is between two sites, as far as it is known.</summary>
    public static Reason NearOf(bool sameSite, bool sister, int? metres) => (sameSite, sister, metres) switch
    {
        (true, _, _) => new(CandidateReason.SameSite),
        (_, _, { } known) => new(CandidateReason.Metres, known),
        (_, true, _) => new(CandidateReason.SisterSite),
        _ => new(CandidateReason.SameCounty),
    };

    /// <summary>Another order, another lot; the same order always the same.</summary>
    private static int LotOf(Guid person, Guid order)
    {
        var (one, other) = (person.ToByteArray(), order.ToByteArray());
        var lot = 17;
        for (var i = 0; i < one.Length; i++) { lot = unchecked((lot * 31) + (one[i] ^ other[i])); }
        return lot;
    }
}
