using System.Globalization;
using TimeBank.Passbooks;
using TimeBank.Reports;
using TimeBank.Worker.Events;
using TimeBank.Worker.Orders;
using TimeBank.Worker.Passbooks;

namespace TimeBank.Worker.Demonstration;

/// <summary>Moves the clock through the days, an hour at a time: people do what is planned, then the worker looks round as its schedule would.</summary>
internal sealed class Play(Stage stage, PlayedClock clock, PlayDays days, IReadOnlyList<Chain> chains, TextWriter says)
{
    /// <summary>What is planned so far apart is played one after the other, whatever the chain.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromHours(1);

    /// <summary>The database has two processors, and each lane waits for it most of the time.</summary>
    private const int Lanes = 4;

    private int _deeds;

    public IEnumerable<string> Surprises => chains.Select(c => c.Surprise).OfType<string>();

    public async Task RunAsync(CancellationToken ct)
    {
        for (var (at, day) = (days.At(1, 0, 0), 1); at < days.End; day++)
        {
            var tomorrow = days.At(day + 1, 0, 0);
            for (; at < tomorrow && at < days.End; at = Min(at + Slice, days.End)) { await SliceAsync(at, Min(at + Slice, days.End), ct); }
            await says.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"day {day} of {days.Count}, {days.FirstDay.AddDays(day):yyyy-MM-dd}: {_deeds} deeds"));
            await says.FlushAsync(ct);
        }
    }

    private async Task SliceAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var due = chains.Where(c => c.Next is { } next && next <= until).ToList();
        if (due.Count > 0)
        {
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = ct },
                async (chain, token) => Interlocked.Add(ref _deeds, await chain.PlayAsync(stage, until, token)));
        }

        clock.MoveTo(until);
        var time = days.Local.TimeOf(until);
        if (time == new TimeOnly(3, 0)) { await NightAsync(ct); }
        if (due.Count > 0 || time.Hour is >= 7 and <= 22 || until == days.End) { await LookRoundAsync(ct); }
    }

    private async Task NightAsync(CancellationToken ct)
    {
        await stage.WorkAsync<DailySeal>(seal => seal.SealAsync(ct));
        await stage.WorkAsync<FoldFigures>(figures => figures.FoldAsync(ct));
    }

    /// <summary>What the worker does by itself within a minute.</summary>
    public async Task LookRoundAsync(CancellationToken ct)
    {
        await stage.WorkAsync<DueSteps>(async due =>
        {
            await due.LapseOffersAsync(ct);
            await due.MissCheckOutsAsync(ct);
            await due.TimeOutRatingsAsync(ct);
            await due.FindNobodyAsync(ct);
        });
        await stage.WorkAsync<RemindOfVisits>(remind => remind.RunAsync(ct));
        await stage.WorkAsync<CreditHours>(credit => credit.WorkAsync(ct));
        await stage.WorkAsync<EventRelay>(relay => relay.RelayAsync(again: true, ct));
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
