using System.Globalization;
using Microsoft.Extensions.Localization;
using TimeBank.Api.Layout;
using TimeBank.Orders;
using TimeBank.Reports;

namespace TimeBank.Api.Reports;

/// <summary>What there is to see in a chart, as one sentence with its numbers.</summary>
public sealed class Findings(SiteStatistics statistics, DayRange range, IStringLocalizer<ReportsWords> w, Say say)
{
    /// <summary>94.6%, or a dash where there is nothing to take a share of.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "—" : $"{Percent(part, whole).ToString("0.0", CultureInfo.InvariantCulture)}%";

    /// <summary>1月15日 至 2月2日.</summary>
    public string Days => range.From == range.Until ? say.FullDay(range.From) : w["Range.Said", say.FullDay(range.From), say.FullDay(range.Until)];

    public string Hours
    {
        get
        {
            var (now, before) = (statistics.Total.Minutes, statistics.Before.Minutes);
            var hours = Say.Hours(now);
            if (now == 0) { return w["Finding.Hours.None", Span]; }
            if (before == 0) { return w["Finding.First", Span, hours, Before]; }
            var percent = (long)Math.Round((now - before) * 100m / before, MidpointRounding.AwayFromZero);
            return percent switch
            {
                >= 200 => w["Finding.Times", Span, hours, Before, Math.Round((decimal)now / before, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture)],
                0 => w["Finding.Equal", Span, hours, Before],
                > 0 => w["Finding.More", Span, hours, Before, Say.Number(percent)],
                < 0 => w["Finding.Less", Span, hours, Before, Say.Number(-percent)],
            };
        }
    }

    public string States => statistics.Total.PlacedOrders == 0
        ? w["Finding.States.None"]
        : w["Finding.States", Say.Number(statistics.Total.PlacedOrders), Say.Number(statistics.Total.Orders[OrderState.Rated]), Say.Number(statistics.Total.Orders[OrderState.Placed])];

    public string Overdue(IReadOnlyList<(string Name, SiteFigures Figures)> sites)
    {
        if (statistics.Total.OverdueOrders == 0) { return w["Finding.Overdue.None"]; }
        var (name, figures) = sites.MaxBy(s => s.Figures.OverdueOrders);
        return w["Finding.Overdue", Say.Number(statistics.Total.OverdueOrders), name, Say.Number(figures.OverdueOrders)];
    }

    /// <summary>The newest week in which anything was dispatched, against the one before it.</summary>
    public string Weeks
    {
        get
        {
            var place = Enumerable.Range(0, statistics.Weeks.Count).LastOrDefault(i => statistics.Weeks[i].Dispatch.Orders > 0, -1);
            if (place < 0) { return w["Finding.Week.None"]; }
            var (week, now) = (ShortDay(statistics.Weeks[place].From), statistics.Weeks[place].Dispatch.MedianMinutes!.Value);
            var before = place == 0 ? null : statistics.Weeks[place - 1].Dispatch.MedianMinutes;
            return (now - before) switch
            {
                > 0 and var slower => w["Finding.Week.Slower", week, say.Minutes(now), say.Minutes(slower)],
                < 0 and var faster => w["Finding.Week.Faster", week, say.Minutes(now), say.Minutes(-faster)],
                _ => w["Finding.Week", week, say.Minutes(now)],
            };
        }
    }

    /// <summary>The newest month in which anybody answered, against the one before it.</summary>
    public string Months
    {
        get
        {
            var place = Enumerable.Range(0, statistics.Months.Count).LastOrDefault(i => statistics.Months[i].Answers > 0, -1);
            if (place < 0) { return w["Finding.Month.None"]; }
            var month = statistics.Months[place];
            object[] said = [say.Month(month.From), Share(month.SatisfiedAnswers, month.Answers), Say.Number(month.SatisfiedAnswers), Say.Number(month.Answers)];
            if (place == 0 || statistics.Months[place - 1] is not { Answers: > 0 } before) { return w["Finding.Month", said]; }
            var points = Math.Round(Percent(month.SatisfiedAnswers, month.Answers), 1, MidpointRounding.AwayFromZero) - Math.Round(Percent(before.SatisfiedAnswers, before.Answers), 1, MidpointRounding.AwayFromZero);
            return points == 0 ? w["Finding.Month", said] : w[points > 0 ? "Finding.Month.Up" : "Finding.Month.Down", [.. said, Math.Abs(points).ToString("0.0", CultureInfo.InvariantCulture)]];
        }
    }

    /// <summary>11-23: room for a row of them.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("M-d", CultureInfo.InvariantCulture);

    private string Span => range.Name is RangeName.Other ? w["Span.Other", say.FullDay(range.From), say.FullDay(range.Until)] : w[$"Span.{range.Name}"];

    private string Before => range.Name is RangeName.Other ? w["Before.Other", range.Days] : w[$"Before.{range.Name}"];

    private static decimal Percent(long part, long whole) => part * 100m / whole;
}
