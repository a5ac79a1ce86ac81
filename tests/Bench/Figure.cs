using System.Globalization;

namespace TimeBank.Bench;

/// <summary>One measured number beside what it is held against.</summary>
/// <param name="Limit">What the same machine did at best in the same run; null where the target is a plain number.</param>
/// <param name="Target">Of the ratio to the limit, or of the value itself.</param>
/// <param name="AtLeast">False: the target is the greatest that will do.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Limit, double Target, bool AtLeast)
{
    private double Measured => Limit is { } limit ? Value / limit : Value;

    private bool IsMet => AtLeast ? Measured >= Target : Measured <= Target;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name,-24} {Value,12:#,0.##} {Unit,-10} limit {(Limit is { } l ? l.ToString("#,0.##", CultureInfo.InvariantCulture) : "-"),10}   ratio {(Limit is null ? "-" : Measured.ToString("0.000", CultureInfo.InvariantCulture)),7}   target {(AtLeast ? ">=" : "<=")} {Target:0.##}   {(IsMet ? "ok" : "short")}");
}

internal static class Rounds
{
    private const int Count = 3;

    /// <summary>Limit and subject by turns, since a machine is not the same from one minute to the next. Medians.</summary>
    public static async Task<(double Limit, double Subject)> AlternateAsync(Func<int, Task<double>> limit, Func<int, Task<double>> subject)
    {
        List<double> limits = [], subjects = [];
        foreach (var round in Enumerable.Range(1, Count))
        {
            limits.Add(await limit(round));
            subjects.Add(await subject(round));
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  round {round}: limit {limits[^1]:#,0.##}, subject {subjects[^1]:#,0.##}"));
        }

        return (Median(limits), Median(subjects));
    }

    public static double Median(IEnumerable<double> values) => values.Order().ElementAt(Count / 2);

    /// <param name="sorted">In ascending order.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double part) => sorted[(int)Math.Ceiling(sorted.Count * part) - 1];
}
