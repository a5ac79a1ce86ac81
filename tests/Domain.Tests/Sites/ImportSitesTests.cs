using System.Text;
using TimeBank.Sites;
using static TimeBank.Domain.Tests.Deployment;

namespace TimeBank.Domain.Tests.Sites;

public sealed class ImportSitesTests(Deployment deployment) : IClassFixture<Deployment>
{
    private const string Heading = "code,parent_code,level,name";

    [Theory]
    [InlineData("divisions-xiangyang-4206.csv", "4206", 1, 9, 130, 2817)]
    [InlineData("divisions-shaodong-430582.csv", "430582", 0, 1, 25, 580)]
    public async Task A_real_city_and_a_real_county_stand_as_their_files_say(string name, string root, int cities, int centres, int offices, int stations)
    {
        var file = DataFile(name);
        Assert.Equal(new SitesImported(cities + centres + offices + stations, 0, 0), await ImportAsync(file));
        Assert.Equal(
            new[] { cities, centres, offices, stations },
            await Task.WhenAll(new[] { "City", "Centre", "Office", "Station" }.Select(async level => await BelowAsync(root, level))));

        var rows = await StateAsync();
        Assert.Equal(new SitesImported(0, 0, 0), await ImportAsync(file));
        Assert.Equal(rows, await StateAsync());
    }

    [Fact]
    public async Task What_changes_in_the_file_changes_in_the_tree_and_comes_back()
    {
        string[] city = [Heading, "71,,city,甲市", "7101,71,county,甲县", "7102,71,county,乙县", "710101,7101,township,东镇", "710101001,710101,village,一村"];
        Assert.Equal(new SitesImported(5, 0, 0), await ImportAsync(File(city)));
        await deployment.Postgres.RunAsync(
            $"insert into sites (id, code, level, parent_id, name, added_at) select gen_random_uuid(), '71-bookshop', 'Point', id, '书店', now() from sites where code = '7101'");

        // The township moves to the other county and is renamed; the village is gone.
        string[] later = [Heading, "71,,city,甲市", "7101,71,county,甲县", "7102,71,county,乙县", "710101,7102,township,东街道"];
        Assert.Equal(new SitesImported(0, 1, 1), await ImportAsync(File(later)));
        Assert.Equal(["71", "7102", "710101"], await PathAsync("710101"));
        Assert.Equal(["71", "7102", "710101", "710101001"], await PathAsync("710101001"));
        Assert.Equal(["710101001"], await VanishedAsync("71"));

        Assert.Equal(new SitesImported(0, 2, 0, Returned: 1), await ImportAsync(File(city)));
        Assert.Equal(["71", "7101", "710101", "710101001"], await PathAsync("710101001"));
        Assert.Empty(await VanishedAsync("71"));
    }

    [Fact]
    public async Task A_file_cut_short_changes_nothing_until_somebody_insists()
    {
        string[] whole = [Heading, "75,,city,戊市", "7501,75,county,戊县", .. Enumerable.Range(1, 20).Select(n => $"7501{n:00},7501,township,{n}镇")];
        string[] cut = [.. whole.Take(10)];
        Assert.Equal(new SitesImported(22, 0, 0), await ImportAsync(File(whole)));

        var refusal = (await deployment.AsWorker((ImportSites i) => i.ImportAsync(File(cut), false, default))).Refused();
        Assert.Equal(("site.too_many_vanish", (object?)"13/22"), (refusal.Code, refusal.Facts["value"]));
        Assert.Empty(await VanishedAsync("75"));
        Assert.Equal(new SitesImported(0, 0, 13), (await deployment.AsWorker((ImportSites i) => i.ImportAsync(File(cut), true, default))).Done());
    }

    [Fact]
    public async Task A_file_of_one_county_leaves_the_rest_of_its_city_alone()
    {
        await ImportAsync(File(Heading, "72,,city,丙市", "7201,72,county,丙县", "7202,72,county,丁县", "720101,7201,township,西镇"));
        Assert.Equal(new SitesImported(0, 1, 1), await ImportAsync(File(Heading, "7201,,county,丙区")));
        Assert.Equal(["72", "7201"], await PathAsync("7201"));
        Assert.Equal(["720101"], await VanishedAsync("72"));
    }

    [Fact]
    public async Task Children_may_stand_before_their_parents() =>
        Assert.Equal(new SitesImported(3, 0, 0), await ImportAsync(File(Heading, "730101,7301,township,镇", "7301,73,county,县", "73,,city,市")));

    [Theory]
    [InlineData("7402,79,county,乙县", "site.unknown_parent")]
    [InlineData("7401,74,county,乙县", "site.duplicate_code")]
    [InlineData("7402,74,province,乙县", "site.bad_level")]
    [InlineData("7402,74,2,乙县", "site.bad_level")]
    [InlineData("7402,74,township,乙镇", "site.wrong_level")]
    [InlineData("7402,,township,乙镇", "site.bad_root")]
    [InlineData("7402,7401,city,乙市", "site.wrong_level")]
    [InlineData("7402,74,county,", "site.bad_name")]
    [InlineData(",74,county,乙县", "site.bad_code")]
    [InlineData("7402,74,county", "file.broken_line")]
    [InlineData("7402,74,county,\"乙县", "file.broken_line")]
    public async Task A_broken_line_is_named_and_nothing_is_changed(string line, string code)
    {
        var before = await StateAsync();
        var refusal = await RefusedAsync(File(Heading, "74,,city,戊市", "7401,74,county,甲县", line, "7403,74,county,丙县"));
        Assert.Equal((code, (object?)4), (refusal.Code, refusal.Facts["line"]));
        Assert.StartsWith("Line 4: ", refusal.English, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("code,parent_code,name\n75,,己市\n")]
    public async Task A_missing_column_is_named(string text)
    {
        var refusal = await RefusedAsync(Encoding.UTF8.GetBytes(text));
        Assert.Equal(("file.missing_column", (object?)1), (refusal.Code, refusal.Facts["line"]));
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_named_and_a_byte_order_mark_is_not()
    {
        byte[] gbk = [.. File(Heading, "76,,city,庚市"), .. "7601,76,county,"u8, 0xD6, 0xD0, (byte)'\n'];
        var refusal = await RefusedAsync(gbk);
        Assert.Equal(("file.not_utf8", (object?)3), (refusal.Code, refusal.Facts["line"]));

        byte[] marked = [0xEF, 0xBB, 0xBF, .. File(Heading, "76,,city,庚市")];
        Assert.Equal(new SitesImported(1, 0, 0), await ImportAsync(marked));
        Assert.Equal("file.not_utf8", (await RefusedAsync(Encoding.Unicode.GetBytes(Heading + "\n"))).Code);
    }

    [Fact]
    public async Task A_site_does_not_change_its_level()
    {
        await ImportAsync(File(Heading, "7801,,county,壬县"));
        Assert.Equal("site.level_changed", (await RefusedAsync(File(Heading, "7801,,city,壬市"))).Code);
    }

    private async Task<SitesImported> ImportAsync(byte[] file) => (await deployment.AsWorker((ImportSites i) => i.ImportAsync(file, false, default))).Done();

    private async Task<Refusal> RefusedAsync(byte[] file) => (await deployment.AsWorker((ImportSites i) => i.ImportAsync(file, false, default))).Refused();

    private async Task<int> BelowAsync(string root, string level) => (await deployment.Postgres.ReadAsync<int>(
        $"select count(*)::int as \"Value\" from site_paths p join sites r on r.id = p.ancestor_id join sites s on s.id = p.site_id where r.code = {root} and s.level = {level}"))[0];

    private async Task<string> StateAsync() =>
        (await deployment.Postgres.ReadAsync<string>($"select coalesce(md5(string_agg(s::text, '|' order by s.id)), '') as \"Value\" from sites s"))[0];

    private async Task<IReadOnlyList<string>> PathAsync(string code) => await deployment.Postgres.ReadAsync<string>(
        $"select a.code as \"Value\" from site_paths p join sites s on s.id = p.site_id and s.code = {code} join sites a on a.id = p.ancestor_id order by p.depth desc");

    private async Task<IReadOnlyList<string>> VanishedAsync(string root) => await deployment.Postgres.ReadAsync<string>(
        $"select s.code as \"Value\" from site_paths p join sites r on r.id = p.ancestor_id and r.code = {root} join sites s on s.id = p.site_id where s.vanished_at is not null");
}
