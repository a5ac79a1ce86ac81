using FsCheck;
using FsCheck.Fluent;
using TimeBank.Reports;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Reports;

/// <summary>Whatever is written in whatever order, folded or not: the sums say what counting all rows one by one says.</summary>
public sealed class FoldedSumsTests(Town town) : IClassFixture<Town>
{
    private static readonly DateOnly _today = new(2026, 11, 25);
    private static readonly DateOnly _first = new(2026, 8, 20);

    /// <summary>All that was written to the town, by whichever test.</summary>
    private static readonly Dictionary<(Guid Site, DateOnly Day), long> _counted = [];
    private static readonly Dictionary<(Guid Site, DateOnly Day, int Minutes), long> _waited = [];
    private static readonly HashSet<(Guid Site, DateOnly Day, Guid Person)> _served = [];
    private static readonly Guid[] _people = [.. Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7())];

    private Site[] Sites => [town.City, town.County, town.Office, town.Station, town.OtherStation, town.OtherCounty];

    /// <summary>A row more at a site on a day for a person; every so often some rows are folded.</summary>
    private sealed record Deed(int Site, int Day, int Person, int Minutes, int Fold);

    [Fact]
    public async Task Sums_and_what_is_not_folded_yet_are_exact_together()
    {
        var deeds = (from site in Gen.Choose(0, 5)
                     from day in Gen.Choose(0, 97)
                     from person in Gen.Choose(0, 5)
                     from minutes in Gen.Choose(0, 40)
                     from fold in Gen.Choose(0, 12)
                     select new Deed(site, day, person, minutes, fold)).ListOf(60);
        var ranges = from start in Gen.Choose(0, 97) from length in Gen.Choose(1, 98) select new DayRange(_first.AddDays(start), _first.AddDays(start + length));
        var stories = from story in deeds from asked in ranges.ListOf(4) select (Deeds: story, Ranges: asked);
        await Task.Run(() => Prop.ForAll(stories.ToArbitrary(), async story =>
        {
            foreach (var deed in story.Deeds) { await DoAsync(deed); }
            foreach (var range in story.Ranges) { await CompareAsync(range); }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6)));

        while (await town.Postgres.ReadAsync<int>($"select fold_figures(7) as \"Value\"", town.Postgres.Worker) is [> 0]) { }
        await CompareAsync(new(_first, _today));
        await HoldAgainstRecountAsync();
    }

    [Fact]
    public async Task A_site_that_moves_takes_its_past_with_it()
    {
        for (var i = 0; i < 40; i++) { await DoAsync(new(i % 6, i * 7 % 97, i % 5, i, i % 9)); }
        await town.Postgres.RunAsync($"update sites set parent_id = {town.OtherCounty.Id} where id = {town.Office.Id}");
        await HoldAgainstRecountAsync();
        await CompareAsync(new(_first, _today));
        await town.Postgres.RunAsync($"update sites set parent_id = {town.County.Id} where id = {town.Office.Id}");
        await HoldAgainstRecountAsync();
        await CompareAsync(new(_first.AddDays(10), _today));
    }

    private async Task DoAsync(Deed deed)
    {
        var (site, day, person) = (Sites[deed.Site].Id, _first.AddDays(deed.Day), _people[deed.Person]);
        await town.CountAsync(rolls => rolls.Add([new(site, day, DayCounts.Participations, 1), new(site, day, nameof(WaitStep.Accept), 1, deed.Minutes)]));
        await town.Postgres.RunAsync($"insert into site_day_people values ({site}, {day}, {person}) on conflict do nothing", town.Postgres.Worker);
        _counted[(site, day)] = _counted.GetValueOrDefault((site, day)) + 1;
        _waited[(site, day, deed.Minutes)] = _waited.GetValueOrDefault((site, day, deed.Minutes)) + 1;
        _served.Add((site, day, person));
        if (deed.Fold > 8) { await town.Postgres.ReadAsync<int>($"select fold_figures({deed.Fold - 8}) as \"Value\"", town.Postgres.Worker); }
    }

    private async Task CompareAsync(DayRange range)
    {
        await using var db = Postgres.Open(town.Postgres.Api);
        AreaQueries areas = new(db);
        var ids = Sites.Select(s => s.Id).ToArray();
        var slices = range.Slices(_today).ToList();
        var counts = await areas.CountsAsync(ids, slices, default);
        var waits = await areas.WaitsAsync(ids, slices, default);
        var persons = await areas.PersonsAsync(ids, range, _today, default);
        foreach (var area in ids)
        {
            var below = (await town.Postgres.ReadAsync<Guid>($"select site_id as \"Value\" from site_paths where ancestor_id = {area}")).ToHashSet();
            bool IsIn(Guid site, DateOnly day) => below.Contains(site) && day >= range.From && day <= range.Until;

            Assert.Equal(_counted.Where(c => IsIn(c.Key.Site, c.Key.Day)).Sum(c => c.Value), counts[(area, range.From)][DayCounts.Participations]);
            Assert.Equal(_served.Where(s => IsIn(s.Site, s.Day)).Select(s => s.Person).Distinct().Count(), persons[area]);
            WaitTimes expected = new();
            foreach (var (key, orders) in _waited.Where(w => IsIn(w.Key.Site, w.Key.Day))) { expected.Add(key.Minutes, orders); }
            Assert.Equal(expected.ToFigure(), waits[(area, range.From)][(int)WaitStep.Accept].ToFigure());
        }
    }

    /// <summary>What was folded bit by bit is what one count of everything folded says.</summary>
    private async Task HoldAgainstRecountAsync() => Assert.Empty(await town.Postgres.ReadAsync<string>(
        $"""
        with kept as (
            select f.site_id, f.kind, f.grain, f.day, u.key, u.amount from area_figures f cross join unnest(f.keys, f.amounts) as u(key, amount)
        ), counted as (
            select l.* from sites s cross join area_lines(s.id) l
        )
        select row_to_json(coalesce(k, c))::text as "Value" from kept k full join counted c on (k.*) = (c.*) where k.site_id is null or c.site_id is null
        """));
}
