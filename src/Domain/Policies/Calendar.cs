using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Storage;

namespace TimeBank.Policies;

/// <summary>The working calendar as the table has it, read at most once an hour: the State Council announces it once a year.</summary>
public sealed class Calendar(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _fresh = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Reading? _last;

    public async ValueTask<WorkingCalendar> GetAsync(CancellationToken ct)
    {
        if (Fresh(_last) is { } known) { return known; }
        await _reading.WaitAsync(ct);
        try
        {
            if (Fresh(_last) is { } readMeanwhile) { return readMeanwhile; }
            await using var scope = scopes.CreateAsyncScope();
            var days = await scope.ServiceProvider.GetRequiredService<TimeBankDb>().CalendarDays.AsNoTracking().ToListAsync(ct);
            var calendar = new WorkingCalendar(Of(days, CalendarDayKind.Holiday), Of(days, CalendarDayKind.Working));
            _last = new(calendar, clock.GetUtcNow());
            return calendar;
        }
        finally { _reading.Release(); }
    }

    public void Dispose() => _reading.Dispose();

    private WorkingCalendar? Fresh(Reading? reading) => reading is not null && clock.GetUtcNow() - reading.At < _fresh ? reading.Calendar : null;

    private static HashSet<DateOnly> Of(List<CalendarDay> days, CalendarDayKind kind) => [.. days.Where(d => d.Kind == kind).Select(d => d.Day)];

    private sealed record Reading(WorkingCalendar Calendar, DateTimeOffset At);
}
