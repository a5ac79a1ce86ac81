namespace TimeBank.Policies;

/// <summary>The Chinese working calendar: Monday to Friday, except the holidays and the make-up days of the State Council's yearly notice.</summary>
public sealed class WorkingCalendar(IReadOnlySet<DateOnly> holidays, IReadOnlySet<DateOnly> makeUpDays)
{
    public bool IsWorkingDay(DateOnly day) =>
        makeUpDays.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day));

    /// <summary>The same hour of the day that is <paramref name="days"/> working days later.</summary>
    public DateTimeOffset AddWorkingDays(DateTimeOffset instant, int days, LocalTime local)
    {
        var day = local.DayOf(instant);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) { left--; }
        }

        return local.At(day, local.TimeOf(instant));
    }
}
