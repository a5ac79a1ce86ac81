using TimeBank.Menu;
using TimeBank.People;

namespace TimeBank.Worker.Demonstration;

/// <summary>Somebody of the demonstration county, before and after the desks know them.</summary>
internal sealed class Townsperson
{
    /// <summary>The same in every play; commands are named by it.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }
    public required Sex Sex { get; init; }
    public required DateOnly Born { get; init; }
    public required string? Phone { get; init; }
    public required string Address { get; init; }
    public required Place Home { get; init; }

    /// <summary>When staff enrol them.</summary>
    public required DateTimeOffset Comes { get; init; }

    /// <summary>How much a resident needs or a volunteer gives, relative to the others.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Known by name: their account is handed out.</summary>
    public bool IsCast { get; init; }

    public string? IdNumber { get; init; }
    public bool Volunteers { get; init; }
    public ServiceField[] Fields { get; init; } = [];
    public string[] Skills { get; init; } = [];
    public string[] Qualifications { get; init; } = [];
    /// <summary>When they are usually free; empty: not said.</summary>
    public FreeSpan[] Free { get; init; } = [];

    public (Right Right, Place At)[] Offices { get; init; } = [];

    /// <summary>Who registers them as a parent and orders for them.</summary>
    public Townsperson? Child { get; set; }

    /// <summary>Those who live with them, or whose parents they are: nobody serves their own.</summary>
    public Townsperson? Partner { get; set; }

    public Diary Diary { get; } = new();

    /// <summary>Empty until they are enrolled.</summary>
    public Guid PersonId { get; set; }

    public bool IsKinOf(Townsperson other) => this == other || Child == other || other.Child == this || Partner == other || (Child is not null && Child == other.Child)
        || (Partner is { } partner && (partner.Child == other || other.Child == partner));

    public int AgeOn(DateOnly day) => day.Year - Born.Year - (day.DayOfYear < Born.DayOfYear ? 1 : 0);

    public override string ToString() => $"{Key} {Name}";
}

/// <summary>When a volunteer is taken, so that the play never asks for what the desk would refuse.</summary>
internal sealed class Diary
{
    private static readonly TimeSpan _before = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan _after = TimeSpan.FromMinutes(75);
    private readonly List<(DateTimeOffset From, DateTimeOffset Until)> _taken = [];

    public int Visits => _taken.Count;

    public bool IsFree(DateTimeOffset from, DateTimeOffset until) => !_taken.Exists(t => t.From < until + _after && from - _before < t.Until);

    public void Take(DateTimeOffset from, DateTimeOffset until) => _taken.Add((from - _before, until + _after));
}
