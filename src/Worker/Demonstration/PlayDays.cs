using TimeBank.Policies;

namespace TimeBank.Worker.Demonstration;

/// <summary>From when to when the play goes, and what kind of days they are. Day 0 is the founding, day 1 is for enrolling, then orders come.</summary>
/// <param name="Start">When the administrator was created: it fixes the whole play, also for one that goes on after it was killed.</param>
/// <param name="Count">Days from the start to the end.</param>
internal sealed record PlayDays(DateTimeOffset Start, int Count, LocalTime Local, WorkingCalendar Calendar)
{
    public const int FirstWithOrders = 2;

    /// <summary>The moment that was "now" when the play was begun.</summary>
    public DateTimeOffset End => Start.AddDays(Count);

    public DateOnly FirstDay => Local.DayOf(Start);

    public DateOnly LastDay => Local.DayOf(End);

    public DateTimeOffset At(int day, int hour, int minute) => Local.At(FirstDay.AddDays(day), new TimeOnly(hour, minute));

    public int AgeAtEnd(DateOnly born) => LastDay.Year - born.Year - (LastDay.DayOfYear < born.DayOfYear ? 1 : 0);

    /// <summary>How much is asked for on a day: more on a working day, most on Mondays, and every week a little more than the week before.</summary>
    public double Weight(int day)
    {
        var date = FirstDay.AddDays(day);
        var week = !Calendar.IsWorkingDay(date) ? 0.5 : date.DayOfWeek switch { DayOfWeek.Monday => 1.2, DayOfWeek.Friday => 1, _ => 1.08 };
        return week * (0.85 + (0.3 * day / Count));
    }

    /// <summary>The moment at which somebody on duty looks: at once in the hours of duty, else the next morning.</summary>
    public DateTimeOffset OnDuty(DateTimeOffset wanted, Chance chance)
    {
        var (day, time) = (Local.DayOf(wanted), Local.TimeOf(wanted));
        if (time.Hour is >= 8 and < 18) { return wanted; }
        return Local.At(time.Hour < 8 ? day : day.AddDays(1), new TimeOnly(8, 0)).AddMinutes(chance.Between(2, 55));
    }

    /// <summary>The same for residents and volunteers, who sleep less at their desks than at night.</summary>
    public DateTimeOffset Awake(DateTimeOffset wanted, Chance chance)
    {
        var (day, time) = (Local.DayOf(wanted), Local.TimeOf(wanted));
        if (time.Hour is >= 7 and < 22) { return wanted; }
        return Local.At(time.Hour < 7 ? day : day.AddDays(1), new TimeOnly(7, 0)).AddMinutes(chance.Between(5, 120));
    }
}
