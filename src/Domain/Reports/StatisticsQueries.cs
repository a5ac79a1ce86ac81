using System.Data;
using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Reports;

/// <summary>What a county office quotes. Dispatchers, managers and supervisors of the site or above may read it; for all others the site's figures do not exist.</summary>
public sealed class StatisticsQueries(TimeBankDb db, LocalTime local, TimeProvider clock)
{
    private const int WeeksShown = 12;
    private const int MonthsShown = 12;

    private readonly AreaQueries _areas = new(db);

    public async Task<Outcome<SiteStatistics>> GetAsync(Guid callerId, Guid siteId, DayRange range, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var path = await ReadablePathAsync(callerId, siteId, now, ct);
        if (path.Count == 0) { return SiteRefusals.NotFound; }
        if (!range.IsReadable) { return SummaryRefusals.Range; }

        var children = await ChildrenAsync(siteId, ct);
        var table = await TableAsync(siteId, [.. children.Select(c => c.Id)], range, now, ct);
        var (before, steps, months) = await StepsAsync(siteId, range, ct);
        return new SiteStatistics
        {
            Site = path[^1],
            Path = path[..^1],
            Below = await BelowAsync(siteId, ct),
            From = range.From,
            Until = range.Until,
            AsOf = now,
            Total = table.Of[siteId],
            Own = table.Own,
            Children = [.. children.Select(c => new SiteRow(c, table.Of[c.Id])).Where(row => row.Site.VanishedAt is null || row.Figures.IsAnything)],
            Before = before,
            Steps = steps,
            Months = months,
            Weeks = await WeeksAsync(siteId, range, ct),
        };
    }

    /// <summary>The figures of one area alone.</summary>
    internal async Task<SiteFigures> TotalAsync(Guid siteId, DayRange range, DateTimeOffset now, CancellationToken ct) =>
        (await TableAsync(siteId, [], range, now, ct)).Of[siteId];

    private DateOnly Today => local.DayOf(clock.GetUtcNow());

    /// <summary>Down to the site; empty where the caller may not read it.</summary>
    private async Task<List<StatisticsSite>> ReadablePathAsync(Guid callerId, Guid siteId, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.RowsAsync<PathRow>(
            $"""
            select s.id, s.code, s.level, s.name, s.vanished_at as VanishedAt, rights_at({callerId}, s.id, {now}) && array['Dispatcher', 'Manager', 'Supervisor'] as readable
            from site_paths p join sites s on s.id = p.ancestor_id where p.site_id = {siteId} order by p.depth desc
            """, ct);
        return rows is [.., { Readable: true }] ? [.. rows.Where(r => r.Readable).Select(r => r.ToSite())] : [];
    }

    private async Task<List<StatisticsSite>> ChildrenAsync(Guid siteId, CancellationToken ct) =>
        await db.Sites.AsNoTracking().Where(s => s.ParentId == siteId).OrderBy(s => s.Code).Select(s => new StatisticsSite(s.Id, s.Code, s.Level, s.Name, s.VanishedAt)).ToListAsync(ct);

    private Task<Dictionary<SiteLevel, int>> BelowAsync(Guid siteId, CancellationToken ct) =>
        (from below in db.SitePaths
         join site in db.Sites on below.SiteId equals site.Id
         where below.AncestorId == siteId && below.Depth > 0 && site.VanishedAt == null
         group site by site.Level into level
         select new { level.Key, Count = level.Count() }).ToDictionaryAsync(l => l.Key, l => l.Count, ct);

    private async Task<(Dictionary<Guid, SiteFigures> Of, SiteFigures Own)> TableAsync(Guid siteId, Guid[] children, DayRange range, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] areas = [siteId, .. children];
        var today = local.DayOf(now);
        Slice[] slices = [.. range.Slices(today)];
        var counts = await _areas.CountsAsync(areas, slices, ct);
        var standing = await StandingAsync(areas, range.Until, today, ct);
        var waits = await _areas.WaitsAsync(areas, slices, ct);
        var persons = await _areas.PersonsAsync(areas, range, today, ct);
        var lastTwelveMonths = new DayRange(DayRange.FirstOfMonth(range.Until).AddMonths(-11), range.Until);
        var active = await _areas.PersonsAsync(areas, lastTwelveMonths, today, ct);
        var waiting = await _areas.WaitingPastDueAsync(siteId, range, now, ct);
        var allWaiting = waiting.Values.Sum();

        var of = areas.ToDictionary(area => area, area => SiteFigures.From(
            counts[(area, range.From)], standing[area], waits[(area, range.From)], persons[area], active[area], area == siteId ? allWaiting : waiting.GetValueOrDefault(area)));
        if (children.Length == 0) { return (of, of[siteId]); }

        var (ownCounts, ownStanding, ownWaits) = (counts[(siteId, range.From)], standing[siteId], waits[(siteId, range.From)]);
        foreach (var child in children)
        {
            (ownCounts, ownStanding) = (ownCounts.Plus(counts[(child, range.From)], -1), ownStanding.Plus(standing[child], -1));
            foreach (var (own, below) in ownWaits.Zip(waits[(child, range.From)])) { own.Add(below, -1); }
        }

        return (of, SiteFigures.From(
            ownCounts, ownStanding, ownWaits, await _areas.OwnPersonsAsync(siteId, range, ct), await _areas.OwnPersonsAsync(siteId, lastTwelveMonths, ct), waiting.GetValueOrDefault(siteId)));
    }

    /// <summary>All that was ever counted up to a day: everything, less what came after it.</summary>
    private async Task<Dictionary<Guid, Counts>> StandingAsync(Guid[] areas, DateOnly until, DateOnly today, CancellationToken ct)
    {
        Slice[] after = until >= today ? [] : [.. new DayRange(until.AddDays(1), today).Slices(today)];
        var counts = await _areas.CountsAsync(areas, [Slice.Ever, .. after], ct);
        return areas.ToDictionary(area => area, area => after.Length == 0
            ? counts[(area, Slice.Ever.Bucket)]
            : counts[(area, Slice.Ever.Bucket)].Plus(counts[(area, after[0].Bucket)], -1));
    }

    private async Task<(FigureStep Before, IReadOnlyList<FigureStep> Steps, IReadOnlyList<FigureStep> Months)> StepsAsync(Guid siteId, DayRange range, CancellationToken ct)
    {
        var (before, steps, months) = (range.Before(), range.Steps(), range.MonthsUpTo(MonthsShown));
        return ((await ReadAsync([before]))[0], await ReadAsync(steps), await ReadAsync(months));

        async Task<IReadOnlyList<FigureStep>> ReadAsync(IReadOnlyList<DayRange> ranges)
        {
            var counts = await _areas.CountsAsync([siteId], [.. ranges.SelectMany(r => r.Slices(Today))], ct);
            return [.. ranges.Select(r => StepOf(r, counts[(siteId, r.From)]))];
        }
    }

    private async Task<IReadOnlyList<WaitStepFigure>> WeeksAsync(Guid siteId, DayRange range, CancellationToken ct)
    {
        var weeks = range.WeeksUpTo(WeeksShown);
        var waits = await _areas.WaitsAsync([siteId], [.. weeks.SelectMany(w => w.Slices(DateOnly.MaxValue))], ct);
        return [.. weeks.Select(w => new WaitStepFigure(w.From, w.Until, waits[(siteId, w.From)][(int)WaitStep.Dispatch].ToFigure()))];
    }

    private static FigureStep StepOf(DayRange range, Counts counts) => new(
        range.From, range.Until, counts[DayCounts.Of(Standing.Verified)], counts[DayCounts.Of(Standing.Declared)], counts[DayCounts.Participations],
        Enum.GetValues<OrderState>().Sum(s => counts[DayCounts.Of(s)]), counts[DayCounts.Closed], counts[DayCounts.Satisfied],
        counts[DayCounts.Of(Answer.Solved)] + counts[DayCounts.Of(Answer.Partly)] + counts[DayCounts.Of(Answer.Unsolved)]);

    private sealed record PathRow(Guid Id, string Code, string Level, string Name, DateTimeOffset? VanishedAt, bool Readable)
    {
        public StatisticsSite ToSite() => new(Id, Code, Enum.Parse<SiteLevel>(Level), Name, VanishedAt);
    }
}
