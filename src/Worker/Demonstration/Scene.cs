using TimeBank.Orders;

namespace TimeBank.Worker.Demonstration;

/// <summary>What lies on the desks of the main station at the moment when somebody first looks: something in every column, and one of every case.</summary>
internal sealed class Scene(County county, PlayDays days, Teller teller)
{
    private readonly Chance _chance = Chance.For("scene");
    private readonly List<Tale> _tales = [];
    private readonly Queue<Townsperson> _residents = new(Chance.For("scene-residents").Shuffled(county.People.Where(p =>
        p.Home.Code == county.Script.Station && p.Key.StartsWith("resident-", StringComparison.Ordinal) && p.Phone is not null && p.Child is null && p.Comes < days.At(2, 0, 0))));

    public DateTimeOffset Now => days.End;

    public Townsperson Resident => county.Cast("resident");

    public Townsperson Clerk => county.Cast("dispatcher-1");

    public Townsperson OtherClerk => county.Cast("dispatcher-2");

    public Townsperson Approver => county.Cast("manager-1");

    public Townsperson OtherApprover => county.Cast("manager-2");

    public Place Station => county.PlaceOf(county.Script.Station);

    public County County => county;

    /// <summary>The cast's own days come first, so that the rest is planned around them.</summary>
    public IReadOnlyList<Tale> Set()
    {
        SceneBoard.Set(this);
        SceneCases.Set(this);
        // Whoever plays one more order at once finds a volunteer who has nothing else in hand.
        foreach (var volunteer in new[] { "volunteer-1", "volunteer-3" }) { county.Cast(volunteer).Diary.Take(Now.AddHours(-1), Now.AddHours(4)); }
        return _tales;
    }

    /// <summary>Nothing becomes of it yet: the last order of all, with a wish for somebody who has come before.</summary>
    public Tale Last() => new("last", ToWish("errand-shopping", Now, Tomorrow(10, 30), null, Resident, null, null) with { For = county.Cast("volunteer-1") }, county);

    public DateTimeOffset Ago(int hours, int minutes) => Now.AddMinutes(-(60 * hours) - minutes);

    public DateTimeOffset Yesterday(int hour, int minute) => days.At(days.Count - 1, hour, minute);

    public DateTimeOffset Tomorrow(int hour, int minute, int later = 0) => days.At(days.Count + 1 + later, hour, minute);

    /// <summary>So long ago that an ordinary order of then has run out of time by now.</summary>
    public DateTimeOffset Overdue()
    {
        var at = Ago(24, 90);
        while (days.Calendar.AddWorkingDays(at, 1, days.Local) > Ago(1, 0)) { at = at.AddDays(-1); }
        return at;
    }

    /// <summary>In a small county they come round again.</summary>
    public Townsperson NextResident()
    {
        var next = _residents.Dequeue();
        _residents.Enqueue(next);
        return next;
    }

    /// <summary>A resident without a phone at hand.</summary>
    public Townsperson Caller() => _chance.Of(county.People.Where(p => p.Home == Station && p.Phone is null && p.Key != "caller" && p.Comes < days.At(2, 0, 0)).DefaultIfEmpty(county.Cast("caller")).ToList());

    /// <param name="by">The resident; absent: the next who has a phone.</param>
    /// <param name="clerk">Who places it for the resident.</param>
    public Tale Want(string item, DateTimeOffset placedAt, DateTimeOffset from, int? minutes = null, Townsperson? by = null, Townsperson? clerk = null, Place? at = null)
    {
        Tale tale = new($"scene-{_tales.Count + 1:D2}", ToWish(item, placedAt, from, minutes, by, clerk, at), county);
        _tales.Add(tale);
        return tale;
    }

    private Wish ToWish(string item, DateTimeOffset placedAt, DateTimeOffset from, int? minutes, Townsperson? by, Townsperson? clerk, Place? at)
    {
        var served = by ?? NextResident();
        var script = county.Script.Items.First(i => i.Code == item);
        return new()
        {
            Item = script,
            Menu = county.Menu[item],
            At = at ?? Station,
            Served = served,
            PlacedBy = clerk ?? served,
            Clerk = at is null ? Clerk : county.Dispatchers(at)[0],
            PlacedAt = placedAt,
            DispatchAt = placedAt,
            From = from,
            Until = from.AddMinutes(minutes ?? ((county.Menu[item].UsualMinutes + 29) / 30 * 30)),
            Urgency = script.Urgency ?? Urgency.Ordinary,
            Places = script.Places ?? 1,
            Need = _chance.Of(script.Needs),
        };
    }

    /// <summary>One of the many who volunteer there, free at that time.</summary>
    public Townsperson Somebody(Tale tale) => teller.Crew(tale.Wish, 1, _chance, withCast: false) is [var free] ? free : county.Volunteers[^1];

    /// <summary>The cast's volunteer of that number, whose diary is filled.</summary>
    public Townsperson Volunteer(int number, Tale tale)
    {
        var volunteer = county.Cast($"volunteer-{number}");
        volunteer.Diary.Take(tale.Wish.From, tale.Wish.Until);
        return volunteer;
    }
}
