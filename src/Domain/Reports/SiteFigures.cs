using TimeBank.Orders;
using TimeBank.Records;

namespace TimeBank.Reports;

/// <summary>The figures of an area over a range of days. What each means is said once, in FigureDefinitions.</summary>
public sealed record SiteFigures
{
    public required long VerifiedMinutes { get; init; }
    public required long DeclaredMinutes { get; init; }

    /// <summary>人次.</summary>
    public required long Participations { get; init; }

    /// <summary>人. Not additive: whoever served at two sites is one person above them.</summary>
    public required long Persons { get; init; }

    public required long PassbooksIssued { get; init; }
    public required long PassbooksStanding { get; init; }

    /// <summary>人, not additive.</summary>
    public required long ActiveVolunteers { get; init; }

    public required long RegisteredVolunteers { get; init; }

    /// <summary>Placed in the range, by the state they are in now.</summary>
    public required IReadOnlyDictionary<OrderState, long> Orders { get; init; }

    public required long ClosedOrders { get; init; }
    public required long OverdueOrders { get; init; }
    public required WaitFigure Dispatch { get; init; }
    public required WaitFigure Accept { get; init; }
    public required WaitFigure Finish { get; init; }
    public required long SatisfiedAnswers { get; init; }
    public required long Answers { get; init; }

    /// <summary>Nobody answered in time: part of no share.</summary>
    public required long NoAnswers { get; init; }

    public long Minutes => VerifiedMinutes + DeclaredMinutes;

    public long PlacedOrders => Orders.Values.Sum();

    internal bool IsAnything => PlacedOrders + Minutes + Participations + ClosedOrders + Answers + NoAnswers + PassbooksIssued + PassbooksStanding + RegisteredVolunteers != 0;

    internal static SiteFigures From(Counts counts, Counts everUntil, WaitTimes[] waits, long persons, long active, long waitingPastDue) => new()
    {
        VerifiedMinutes = counts[DayCounts.Of(Standing.Verified)],
        DeclaredMinutes = counts[DayCounts.Of(Standing.Declared)],
        Participations = counts[DayCounts.Participations],
        Persons = persons,
        PassbooksIssued = counts[DayCounts.Passbooks],
        PassbooksStanding = everUntil[DayCounts.Passbooks] - everUntil[DayCounts.PassbooksClosed],
        ActiveVolunteers = active,
        RegisteredVolunteers = everUntil[DayCounts.Volunteers],
        Orders = Enum.GetValues<OrderState>().ToDictionary(s => s, s => counts[DayCounts.Of(s)]),
        ClosedOrders = counts[DayCounts.Closed],
        OverdueOrders = counts[DayCounts.Late] + waitingPastDue,
        Dispatch = waits[(int)WaitStep.Dispatch].ToFigure(),
        Accept = waits[(int)WaitStep.Accept].ToFigure(),
        Finish = waits[(int)WaitStep.Finish].ToFigure(),
        SatisfiedAnswers = counts[DayCounts.Satisfied],
        Answers = counts[DayCounts.Of(Answer.Solved)] + counts[DayCounts.Of(Answer.Partly)] + counts[DayCounts.Of(Answer.Unsolved)],
        NoAnswers = counts[DayCounts.Of(Answer.NoAnswer)],
    };
}

/// <summary>Sums by measure; what was never counted is 0.</summary>
internal sealed class Counts
{
    private readonly Dictionary<string, long> _values = [];

    public long this[string measure] => _values.GetValueOrDefault(measure);

    public void Add(string measure, long value) => _values[measure] = this[measure] + value;

    public Counts Plus(Counts other, int sign = 1)
    {
        Counts sum = new();
        foreach (var (measure, value) in _values) { sum.Add(measure, value); }
        foreach (var (measure, value) in other._values) { sum.Add(measure, sign * value); }
        return sum;
    }
}
