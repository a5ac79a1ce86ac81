using System.Globalization;
using TimeBank.Menu;
using TimeBank.People;

namespace TimeBank.Worker.Demonstration;

/// <summary>Makes up the people of the county: names, ages, families, what volunteers can do. Nobody of them exists.</summary>
internal sealed class Peopling(CityScript script, IReadOnlyList<Place> places, IReadOnlyDictionary<string, ServiceItem> menu, PlayDays days)
{
    /// <summary>No division of China ever had this number, so no identity number that begins with it belongs to anybody.</summary>
    private const string NobodysArea = "420699";

    private readonly Chance _chance = Chance.For("people");
    private readonly HashSet<string> _names = [.. script.Cast.Select(c => c.Name)];
    private readonly List<Townsperson> _people = [];

    private Place Main => places.First(p => p.Code == script.Station);

    private List<Place> Stations => [.. places.Where(p => p.Weight > 0)];

    /// <param name="count">With the cast and the staff.</param>
    public IReadOnlyList<Townsperson> Make(int count)
    {
        _people.AddRange(script.Cast.Select(Known));
        foreach (var place in places) { AddStaff(place); }
        var volunteers = count * 37 / 100;
        while (_people.Count(p => p.Volunteers) < volunteers) { _people.Add(Volunteer()); }
        while (_people.Count < count) { AddResidents(); }
        GiveChildren();
        return _people;
    }

    private Townsperson Known(CastMember c) => new()
    {
        Key = c.Id,
        IsCast = true,
        Name = c.Name,
        Sex = c.Sex,
        Born = c.BirthDate,
        Phone = c.Phone,
        Address = c.Address ?? AddressAt(Main),
        Home = Main,
        Comes = c.Role is "centre" or "supervisor" or "manager" or "dispatcher" ? days.Start : days.At(1, 8, 10),
        Share = c.Role switch { "resident" => 2.5, "volunteer" => c.Id == "volunteer-1" ? 3.6 : 3, _ => 0 },
        IdNumber = c.Role is "volunteer" or "resident" ? IdNumberOf(c.Sex, c.BirthDate) : null,
        Volunteers = c.Role == "volunteer",
        Fields = c.Fields ?? [],
        Free = c.Role == "volunteer" ? [.. Enumerable.Range(1, 5).SelectMany(day => new[] { FreeHours.On(day, DayPart.Morning), FreeHours.On(day, DayPart.Afternoon) })] : [],
        Skills = c.Skills ?? [],
        Offices = c.Role switch
        {
            "centre" => [(Right.Manager, places.First(p => p.Code == script.County))],
            "supervisor" => [(Right.Supervisor, places.First(p => p.Code == script.County))],
            "manager" => [(Right.Manager, Main)],
            "dispatcher" => [(Right.Dispatcher, Main)],
            _ => [],
        },
    };

    /// <summary>A dispatcher everywhere, a second person to approve at each office and at the centre.</summary>
    private void AddStaff(Place place)
    {
        if (place != Main) { _people.Add(Clerk(place, Right.Dispatcher)); }
        if (place.Weight == 0) { _people.Add(Clerk(place, Right.Manager)); }
    }

    private Townsperson Clerk(Place place, Right right)
    {
        var (sex, born) = (AnySex(), Born(26, 57));
        return new() { Key = $"{right.ToString().ToLowerInvariant()}-{place.Code}", Name = NameOf(sex, born), Sex = sex, Born = born, Phone = NewPhone(), Address = AddressAt(place), Home = place, Comes = days.Start, Share = 0, Offices = [(right, place)] };
    }

    private Townsperson Volunteer()
    {
        var (sex, born) = (AnySex(), _chance.Below(100) switch { < 45 => Born(55, 71), < 92 => Born(24, 54), _ => Born(16, 21) });
        var home = _chance.Weighted(Stations, p => p.Weight);
        var fields = _chance.Shuffled(Enum.GetValues<ServiceField>()).Take(_chance.Between(1, 2)).Append(ServiceField.Neighbour).Distinct().ToArray();
        var qualified = days.AgeAtEnd(born) < 22 ? [] : script.Qualifications.Where(q => _chance.Percent(q.Share)).ToList();
        return new()
        {
            Key = $"volunteer-{_people.Count:D3}",
            Name = NameOf(sex, born),
            Sex = sex,
            Born = born,
            Phone = NewPhone(),
            Address = AddressAt(home),
            Home = home,
            Comes = Comes(),
            Share = 0.2 + (_chance.Below(100) * _chance.Below(100) / 4000.0),
            IdNumber = _chance.Percent(85) ? IdNumberOf(sex, born) : null,
            Volunteers = true,
            Fields = [.. fields.Union(qualified.Select(q => q.Field)).Take(9)],
            Skills = [.. _chance.Shuffled(script.Items.Where(i => i.Skill is not null && fields.Contains(menu[i.Code].Field))).Take(3).Select(i => i.Skill!)],
            Free = FreeOf(days.AgeAtEnd(born)),
            Qualifications = [.. qualified.Select(q => q.Name)],
        };
    }

    /// <summary>The retired by day, others after work and at weekends; every third has not said.</summary>
    private FreeSpan[] FreeOf(int age) => _chance.Percent(33) ? []
        : age >= 58 ? [.. Enumerable.Range(1, 7).Where(_ => _chance.Percent(60)).Select(day => FreeHours.On(day, _chance.Percent(60) ? DayPart.Morning : DayPart.Afternoon))]
        : [.. Enumerable.Range(1, 5).Where(_ => _chance.Percent(50)).Select(day => FreeHours.On(day, DayPart.Evening)), FreeHours.On(6, DayPart.Morning), FreeHours.On(7, DayPart.Afternoon)];

    /// <summary>One who lives alone, or two who live together.</summary>
    private void AddResidents()
    {
        var (sex, born) = (_chance.Percent(58) ? Sex.Female : Sex.Male, _chance.Percent(88) ? Born(60, 87) : Born(30, 52));
        var home = _chance.Weighted(Stations, p => p.Weight);
        var first = Resident(sex, born, home, AddressAt(home));
        _people.Add(first);
        if (!_chance.Percent(25)) { return; }
        var second = Resident(sex is Sex.Male ? Sex.Female : Sex.Male, born.AddMonths(_chance.Between(-60, 60)), home, first.Address);
        (first.Partner, second.Partner) = (second, first);
        _people.Add(second);
    }

    private Townsperson Resident(Sex sex, DateOnly born, Place home, string address) => new()
    {
        Key = $"resident-{_people.Count:D3}",
        Name = NameOf(sex, born),
        Sex = sex,
        Born = born,
        Phone = days.AgeAtEnd(born) >= 74 && _chance.Percent(35) ? null : NewPhone(),
        Address = address,
        Home = home,
        Comes = Comes(),
        Share = 0.3 + (_chance.Below(100) / 60.0),
        IdNumber = _chance.Percent(80) ? IdNumberOf(sex, born) : null,
    };

    /// <summary>A parent is known to the child by name and phone.</summary>
    private void GiveChildren()
    {
        foreach (var parent in _people.Where(p => p.Key.StartsWith("resident-", StringComparison.Ordinal) && p.Phone is not null && days.AgeAtEnd(p.Born) >= 60).ToList())
        {
            if (!_chance.Percent(30)) { continue; }
            var children = _people.Where(p => p.Share > 0 && p.Phone is not null && p.Comes <= parent.Comes && (p.Born.Year - parent.Born.Year) is >= 21 and <= 35).ToList();
            if (children.Count > 0) { parent.Child = _chance.Of(children); }
        }
    }

    private Sex AnySex() => _chance.Percent(55) ? Sex.Female : Sex.Male;

    private DateOnly Born(int youngest, int oldest) => days.LastDay.AddYears(-_chance.Between(youngest, oldest)).AddDays(-_chance.Between(1, 364));

    /// <summary>Most on the first day; the others hear of it from their neighbours.</summary>
    private DateTimeOffset Comes() => _chance.Percent(72) || days.Count < 4
        ? days.At(1, 8, 30).AddMinutes(_chance.Between(0, 510))
        : days.At(_chance.Between(2, Math.Max(2, days.Count * 4 / 5)), _chance.Between(9, 16), _chance.Below(60));

    private string NameOf(Sex sex, DateOnly born)
    {
        var isElder = born.Year < 1968;
        var given = (sex, isElder) switch { (Sex.Male, true) => script.Names.ElderMale, (Sex.Male, false) => script.Names.Male, (_, true) => script.Names.ElderFemale, _ => script.Names.Female };
        // The commonest surnames stand first.
        var common = _chance.Below(script.Names.Surnames.Length) * _chance.Below(script.Names.Surnames.Length) / script.Names.Surnames.Length;
        var name = $"{script.Names.Surnames[common]}{_chance.Of(given)}";
        return _names.Add(name) ? name : NameOf(sex, born);
    }

    private string AddressAt(Place place) => place.Weight == 0
        ? place.Estates[0]
        : $"{_chance.Of(place.Estates)} {_chance.Between(1, 18)} 栋 {_chance.Between(1, 3)} 单元 {_chance.Between(1, 6)}0{_chance.Between(1, 3)}";

    /// <summary>No carrier in China has numbers that begin with 154, so nobody is ever called by mistake.</summary>
    private string NewPhone() => string.Create(CultureInfo.InvariantCulture, $"154{_chance.Between(1000, 9999)}{_people.Count:D4}");

    private string IdNumberOf(Sex sex, DateOnly born)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{NobodysArea}{born:yyyyMMdd}{(_people.Count * 2) + (sex is Sex.Male ? 1 : 0):D3}");
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return digits + "10X98765432"[digits.Select((c, i) => (c - '0') * weights[i]).Sum() % 11];
    }
}
