namespace TimeBank.Api.Reports;

/// <summary>From 0 to a round number a little above the greatest value, in about four steps.</summary>
public sealed record ChartScale(double Top, double Step)
{
    private static readonly double[] _minutes = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400, 43200];

    public static readonly ChartScale Percent = new(100, 25);

    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round(Top / Step) + 1).Select(i => i * Step);

    public static ChartScale Of(double greatest)
    {
        if (greatest <= 0) { return new(4, 1); }
        var power = Math.Pow(10, Math.Floor(Math.Log10(greatest / 4)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(s => s * power).First(s => s * 4 >= greatest);
        return Steps(greatest, step);
    }

    /// <summary>Steps that a clock has.</summary>
    public static ChartScale OfMinutes(double greatest) =>
        greatest <= 0 ? new(60, 15) : Steps(greatest, _minutes.FirstOrDefault(s => s * 4 >= greatest, Math.Ceiling(greatest / 4 / 43200) * 43200));

    private static ChartScale Steps(double greatest, double step) => new(Math.Max(1, Math.Ceiling(greatest / step)) * step, step);
}
