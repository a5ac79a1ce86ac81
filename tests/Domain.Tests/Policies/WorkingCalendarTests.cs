using TimeBank.Policies;

namespace TimeBank.Domain.Tests.Policies;

/// <summary>With the days of the State Council's notice for 2026.</summary>
public sealed class WorkingCalendarTests
{
    private static readonly CalendarDay[] _days = ImportCalendar.Read(Deployment.DataFile("working-days.csv")).Done();
    private static readonly WorkingCalendar _calendar = new(Of(CalendarDayKind.Holiday), Of(CalendarDayKind.Working));
    private static readonly LocalTime _local = new(TimeZoneInfo.FindSystemTimeZoneById(LocalTime.DefaultZone));

    [Theory]
    [InlineData("2026-01-01", false)]   // New Year's Day, a Thursday
    [InlineData("2026-01-04", true)]    // a Sunday, worked instead of the second
    [InlineData("2026-02-17", false)]   // Spring Festival
    [InlineData("2026-02-14", true)]    // a Saturday, worked instead
    [InlineData("2026-10-01", false)]   // National Day
    [InlineData("2026-10-10", true)]    // a Saturday, worked instead
    [InlineData("2026-11-21", false)]   // an ordinary Saturday
    [InlineData("2026-11-23", true)]    // an ordinary Monday
    public void Holidays_rest_and_make_up_days_work(string day, bool works) => Assert.Equal(works, _calendar.IsWorkingDay(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2026-11-20T09:30", 1, "2026-11-23T09:30")]   // Friday to Monday
    [InlineData("2026-09-30T16:00", 1, "2026-10-08T16:00")]   // over National Day
    [InlineData("2026-02-13T10:00", 1, "2026-02-14T10:00")]   // the next day is a Saturday that works
    [InlineData("2026-02-14T10:00", 2, "2026-02-25T10:00")]   // over Spring Festival
    [InlineData("2026-10-09T08:00", 3, "2026-10-13T08:00")]   // Saturday works, Sunday rests
    public void The_same_hour_so_many_working_days_later(string from, int days, string until) => Assert.Equal(At(until), _calendar.AddWorkingDays(At(from), days, _local));

    private static HashSet<DateOnly> Of(CalendarDayKind kind) => [.. _days.Where(d => d.Kind == kind).Select(d => d.Day)];

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse($"{local}+08:00", null);
}
