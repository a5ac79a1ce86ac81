using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TimeBank.Administration;
using TimeBank.Storage;

namespace TimeBank.Policies;

public sealed record CalendarImported(int Added, int Changed, int Removed);

/// <summary>Makes the days between the file's first and last what <c>date,kind,name</c> says; other years stay. The same file again changes nothing.</summary>
public sealed class ImportCalendar(TimeBankDb db, Once once, TimeProvider clock)
{
    private const long LockNumber = 7304;

    private static readonly Dictionary<string, CalendarDayKind> _kinds = new() { ["holiday"] = CalendarDayKind.Holiday, ["working"] = CalendarDayKind.Working };

    public Task<Outcome<CalendarImported>> ImportAsync(byte[] file, CancellationToken ct) => once.DoAsync(
        CommandKey.Fresh(Guid.Empty, clock.GetUtcNow()),
        async () => Read(file).IsDone(out var days, out var why) ? await ApplyAsync(days, ct) : why, ct);

    public static Outcome<CalendarDay[]> Read(byte[] file) => CsvFile.Read(file, "date", "kind", "name").Then(ReadLines);

    private static Outcome<CalendarDay[]> ReadLines(CsvLine[] lines)
    {
        var days = new Dictionary<DateOnly, CalendarDay>();
        foreach (var line in lines)
        {
            var isDay = DateOnly.TryParseExact(line["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            var refusal = !isDay ? PolicyRefusals.BadDay.Saying(line["date"])
                : !_kinds.ContainsKey(line["kind"]) ? PolicyRefusals.BadKind.Saying(line["kind"])
                : line["name"].Length == 0 ? PolicyRefusals.BadName
                : days.ContainsKey(day) ? PolicyRefusals.DuplicateDay.Saying(line["date"])
                : null;
            if (refusal is not null) { return refusal.AtLine(line.Number); }
            days.Add(day, new() { Day = day, Kind = _kinds[line["kind"]], Name = line["name"] });
        }

        return days.Values.ToArray();
    }

    private async Task<Outcome<CalendarImported>> ApplyAsync(CalendarDay[] days, CancellationToken ct)
    {
        if (days.Length == 0) { return new CalendarImported(0, 0, 0); }
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockNumber})", ct);
        var (first, last) = (days.Min(d => d.Day), days.Max(d => d.Day));
        var known = await db.CalendarDays.Where(d => d.Day >= first && d.Day <= last).ToDictionaryAsync(d => d.Day, ct);
        var (added, changed) = (0, 0);
        foreach (var day in days)
        {
            if (!known.Remove(day.Day, out var before)) { db.CalendarDays.Add(day); added++; continue; }
            if ((before.Kind, before.Name) == (day.Kind, day.Name)) { continue; }
            (before.Kind, before.Name) = (day.Kind, day.Name);
            changed++;
        }

        db.CalendarDays.RemoveRange(known.Values);
        CalendarImported imported = new(added, changed, known.Count);
        if (added + changed + known.Count > 0) { db.AdminActs.Add(ActKind.CalendarImported, clock.GetUtcNow(), null, imported); }
        return imported;
    }
}
