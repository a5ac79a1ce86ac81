using System.Globalization;
using TimeBank.Api.Http;

namespace TimeBank.Api.Desks;

/// <summary>A day and two times as a form has them, in the deployment's zone.</summary>
public static class DeskTime
{
    public static readonly Refusal Unreadable = new("desk.time", RefusalKind.Invalid, "Give a day and a time, like 2026-11-24 and 08:30.", "请填写日期和时间，例如 2026-11-24 和 08:30。");

    /// <summary>An end before the beginning is the next day's; without an end it lasts the usual minutes.</summary>
    public static Outcome<(DateTimeOffset From, DateTimeOffset Until)> Read(string? day, string? from, string? until, int usualMinutes, LocalTime local)
    {
        if (IsoDay.Read(day) is not { Year: >= 2000 and <= 2200 } date || Time(from) is not { } start) { return Unreadable; }
        var begins = local.At(date, start);
        if (string.IsNullOrWhiteSpace(until)) { return (begins, begins.AddMinutes(usualMinutes)); }
        if (Time(until) is not { } end) { return Unreadable; }
        return (begins, local.At(end > start ? date : date.AddDays(1), end));
    }

    /// <summary>08:30, and 8:30 as people type it.</summary>
    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text?.Trim().Replace('：', ':'), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
