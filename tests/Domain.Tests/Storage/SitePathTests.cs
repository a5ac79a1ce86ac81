using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Storage;

/// <summary>Every pair of a site and one above it, kept by trigger however the tree is moved.</summary>
public sealed class SitePathTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_moved_subtree_stands_under_its_new_ancestors_and_no_longer_under_the_old()
    {
        Assert.Equal([town.Station.Name, town.Office.Name, town.County.Name, town.City.Name], await AboveAsync(town.Station));
        await MoveAsync(town.Office, town.OtherCounty);
        Assert.Equal([town.Station.Name, town.Office.Name, town.OtherCounty.Name, town.City.Name], await AboveAsync(town.Station));
        Assert.DoesNotContain(town.Station.Name, await BelowAsync(town.County));
        await MoveAsync(town.Office, town.County);
        Assert.Equal([town.Station.Name, town.Office.Name, town.County.Name, town.City.Name], await AboveAsync(town.Station));
    }

    [Fact]
    public async Task No_site_stands_above_itself()
    {
        await town.Postgres.RefusedAsync("sites_no_circle", $"update sites set parent_id = {town.Station.Id} where id = {town.County.Id}");
        await town.Postgres.RefusedAsync("sites_no_circle", $"update sites set parent_id = id where id = {town.Office.Id}");
    }

    [Fact]
    public async Task Only_a_city_or_a_centre_stands_alone() =>
        await town.Postgres.RefusedAsync("sites_root", $"update sites set parent_id = null where id = {town.Station.Id}");

    private Task MoveAsync(Site site, Site to) => town.Postgres.RunAsync($"update sites set parent_id = {to.Id} where id = {site.Id}", town.Postgres.Api);

    private Task<IReadOnlyList<string>> AboveAsync(Site site) =>
        town.Postgres.ReadAsync<string>($"select s.name as \"Value\" from site_paths p join sites s on s.id = p.ancestor_id where p.site_id = {site.Id} order by p.depth");

    private Task<IReadOnlyList<string>> BelowAsync(Site site) =>
        town.Postgres.ReadAsync<string>($"select s.name as \"Value\" from site_paths p join sites s on s.id = p.site_id where p.ancestor_id = {site.Id} order by p.depth");
}
