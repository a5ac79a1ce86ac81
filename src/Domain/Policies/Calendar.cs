using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Policies;

/// <summary>The working calendar of the calendar_days table.</summary>
public sealed class Calendar(TimeBankDb db)
{
    public async Task<WorkingCalendar> GetAsync(CancellationToken ct)
    {
        var days = await db.CalendarDays.AsNoTracking().ToListAsync(ct);
        return new(
            days.Where(d => d.Kind is CalendarDayKind.Holiday).Select(d => d.Day).ToHashSet(),
            days.Where(d => d.Kind is CalendarDayKind.Working).Select(d => d.Day).ToHashSet());
    }
}
