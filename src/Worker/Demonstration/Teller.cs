using TimeBank.Menu;
using TimeBank.Orders;

namespace TimeBank.Worker.Demonstration;

/// <summary>Thinks up who wants what when, and who will come: whatever the desks would refuse is not thought of.</summary>
internal sealed class Teller(County county, PlayDays days)
{
    private const int Tries = 60;

    /// <param name="kind">What the fate needs of the wish.</param>
    /// <returns>Null when nobody is found who could serve such a wish: the county is small.</returns>
    public (Wish Wish, List<Townsperson> Crew)? Think(DateTimeOffset placedAt, WishKind kind, Chance chance)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (WishAt(placedAt, kind, chance) is not { } wish) { continue; }
            var crew = Crew(wish, kind.Crew(wish), chance);
            if (crew.Count == kind.Crew(wish)) { return (wish, crew); }
        }

        return null;
    }

    private Wish? WishAt(DateTimeOffset placedAt, WishKind kind, Chance chance)
    {
        var at = kind.At ?? chance.Weighted(county.Stations.Where(s => kind.IsFitting(s, county)).ToList(), s => s.Weight);
        var item = chance.Weighted(county.Script.Items.Where(i => kind.IsFitting(i)).ToList(), i => i.Weight);
        var clerks = county.Dispatchers(at);
        if (Served(at, item, kind, placedAt, chance) is not { } served) { return null; }
        var clerk = clerks.Count > 1 && clerks[1].Offices[0].At == at && chance.Percent(40) ? clerks[1] : clerks[0];
        var placedBy = item.Centre ? served
            : kind.Called ? clerk
            : served.Child is { } child && child.Comes < placedAt && chance.Percent(55) ? child
            : served;
        var menu = county.Menu[item.Code];
        var urgency = item.Urgency ?? Urgency.Ordinary;
        var dispatchAt = DispatchAt(placedAt, urgency, chance);
        var (from, until) = Span(item, menu, placedAt, dispatchAt + kind.Notice, urgency, chance);
        return new()
        {
            Item = item,
            Menu = menu,
            At = at,
            Served = served,
            PlacedBy = placedBy,
            Clerk = clerk,
            PlacedAt = placedAt,
            DispatchAt = dispatchAt,
            From = from,
            Until = until,
            Urgency = urgency,
            Places = item.Places ?? 1,
            Need = chance.Of(item.Needs),
        };
    }

    /// <summary>For the centre's own tasks a manager stands for all who come.</summary>
    private Townsperson? Served(Place at, ItemScript item, WishKind kind, DateTimeOffset placedAt, Chance chance)
    {
        if (item.Centre) { return county.Approvers(at)[0]; }
        if (kind.Served is { } known) { return known; }
        var isForChildren = item.Code is "homework-help" or "after-school-care";
        var residents = county.People.Where(p => p.Home == at && p.Offices.Length == 0 && p.Share > 0 && !(p.Volunteers && chance.Percent(80)) && p.Comes < placedAt.AddHours(-2)
            && (kind.Called ? p.Phone is null || chance.Percent(6) : p.Phone is not null) && (!isForChildren || days.AgeAtEnd(p.Born) < 72)).ToList();
        return residents.Count == 0 ? null : chance.Weighted(residents, p => p.Share);
    }

    private DateTimeOffset DispatchAt(DateTimeOffset placedAt, Urgency urgency, Chance chance) => urgency switch
    {
        Urgency.Danger => placedAt.AddMinutes(chance.Between(2, 14)),
        Urgency.Utilities => placedAt.AddMinutes(chance.Between(4, 45)),
        // One in forty lies too long.
        _ => days.OnDuty(chance.Below(40) == 0 ? placedAt.AddHours(chance.Between(26, 50)) : placedAt.AddMinutes(4) + chance.Wait(65), chance),
    };

    /// <param name="earliest">Nobody names a time before it.</param>
    private (DateTimeOffset From, DateTimeOffset Until) Span(ItemScript item, ServiceItem menu, DateTimeOffset placedAt, DateTimeOffset earliest, Urgency urgency, Chance chance)
    {
        if (urgency is not Urgency.Ordinary) { return (placedAt, placedAt.AddMinutes(menu.UsualMinutes + 90)); }
        var leadDays = chance.Below(100) switch { < 22 => 0, < 66 => 1, < 84 => 2, < 93 => 3, _ => 5 };
        var day = days.Local.DayOf(earliest > placedAt.AddDays(leadDays) ? earliest : placedAt.AddDays(leadDays));
        var from = Hour();
        while (from < earliest)
        {
            day = day.AddDays(1);
            from = Hour();
        }

        return (from, from.AddMinutes((menu.UsualMinutes + 29) / 30 * 30));

        DateTimeOffset Hour() => days.Local.At(day, new TimeOnly(chance.Between(item.From, item.Until), chance.Percent(50) ? 30 : 0));
    }

    /// <summary>Near ones who can do it and like to, who are free and no kin; their diaries are filled.</summary>
    public List<Townsperson> Crew(Wish wish, int count, Chance chance, bool withCast = true)
    {
        List<Townsperson> crew = [];
        var able = county.Volunteers.Where(v => MayServe(v, wish) && (withCast || !v.IsCast)).ToList();
        while (crew.Count < count && able.Count > 0)
        {
            var next = chance.Weighted(able, v => v.Share * Nearness(v, wish.At) * (v.Fields.Contains(wish.Menu.Field) ? 3 : 1));
            able.Remove(next);
            crew.Add(next);
        }

        if (crew.Count == count) { crew.ForEach(v => v.Diary.Take(wish.From, wish.Until)); }
        return crew;
    }

    private bool MayServe(Townsperson v, Wish wish) =>
        v.Comes < wish.PlacedAt.AddHours(-2) && !v.IsKinOf(wish.Served) && !v.IsKinOf(wish.PlacedBy) && v.Diary.IsFree(wish.From, wish.Until)
        && wish.Menu.MayServe switch
        {
            Menu.MayServe.Qualified => v.Qualifications.Contains(wish.Menu.Qualification),
            Menu.MayServe.Adult => days.AgeAtEnd(v.Born) >= 19,
            _ => true,
        };

    private static double Nearness(Townsperson v, Place at) => v.Home == at ? 8 : v.Home.OfficeCode == at.OfficeCode ? 3 : 1;
}
