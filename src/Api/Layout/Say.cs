using System.Globalization;
using Microsoft.Extensions.Localization;

namespace TimeBank.Api.Layout;

/// <summary>Times, spans, minutes and enumerations in words that a neighbour would use, in the language of the request.</summary>
public sealed class Say(IStringLocalizer<SharedWords> words, LocalTime local, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public string Of(Enum value) => words[$"{value.GetType().Name}.{value}"];

    /// <summary>2 小时 30 分: one person's minutes.</summary>
    public string Minutes(long minutes)
    {
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        var sign = minutes < 0 ? "−" : "";
        return sign + (hours, rest) switch
        {
            (0, _) => words["Minutes", rest],
            (_, 0) => words["WholeHours", hours],
            _ => words["HoursMinutes", hours, rest],
        };
    }

    /// <summary>1,240.5: hours of many people, one decimal, without the unit.</summary>
    public static string Hours(long minutes) => (minutes / 60m).ToString("N1", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>明天 08:30, 周五 08:30, 12月3日 08:30, and the year where it is another.</summary>
    public string When(DateTimeOffset at) => $"{Day(local.DayOf(at))} {Time(at)}";

    /// <summary>明天 08:30–10:00.</summary>
    public string Span(DateTimeOffset from, DateTimeOffset until) =>
        local.DayOf(from) == local.DayOf(until) ? $"{When(from)}–{Time(until)}" : $"{When(from)} – {When(until)}";

    public string Time(DateTimeOffset at) => local.TimeOf(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Day(DateOnly day)
    {
        var today = local.DayOf(Now);
        return (day.DayNumber - today.DayNumber) switch
        {
            -1 => words["Yesterday"],
            0 => words["Today"],
            1 => words["Tomorrow"],
            2 => words["DayAfterTomorrow"],
            > 2 and < 7 => words[$"DayOfWeek.{day.DayOfWeek}"],
            _ => day.Year == today.Year ? words["DayOfYear", day.Month, day.Day, words[$"Month.{day.Month}"].Value] : FullDay(day),
        };
    }

    /// <summary>11月, and the year where it is another.</summary>
    public string Month(DateOnly day) =>
        day.Year == local.DayOf(Now).Year ? words[$"Month.{day.Month}"] : words["MonthOfYear", day.Year, day.Month, words[$"Month.{day.Month}"].Value];

    /// <summary>2026年11月3日.</summary>
    public string FullDay(DateOnly day) => words["FullDay", day.Year, day.Month, day.Day, words[$"Month.{day.Month}"].Value];

    /// <summary>The exact instant in the deployment's zone, for titles and prints: 2026-11-03 08:30.</summary>
    public string Exact(DateTimeOffset at) => $"{local.DayOf(at):yyyy-MM-dd} {Time(at)}";

    /// <summary>22 分钟前, 3 小时前, then the day.</summary>
    public string Ago(DateTimeOffset at) => (Now - at) switch
    {
        { TotalMinutes: < 1 } => words["JustNow"],
        { TotalMinutes: < 60 } gone => words["MinutesAgo", (int)gone.TotalMinutes],
        { TotalHours: < 12 } gone => words["HoursAgo", (int)gone.TotalHours],
        _ => When(at),
    };

    /// <summary>还剩 50 分钟, or 已超时 38 分钟.</summary>
    public string Left(DateTimeOffset until) => until >= Now ? words["StillLeft", Length(until - Now)] : words["Late", Length(Now - until)];

    /// <summary>A length in its two greatest units: 3 天 4 小时.</summary>
    public string Length(TimeSpan length) => length switch
    {
        { TotalMinutes: < 60 } => words["Minutes", Math.Max(1, (int)length.TotalMinutes)],
        { TotalHours: < 24 } => Minutes((long)length.TotalMinutes),
        { Hours: 0 } => words["Days", length.Days],
        _ => words["DaysHours", length.Days, length.Hours],
    };
}
