using System.Text;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.People;

public sealed class EnrolPersonTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_person_without_a_phone_is_enrolled_and_seen_by_the_station_alone()
    {
        var id = (await town.EnrolAsync(town.Dispatcher, town.Someone("孙奶奶") with { Address = "昭明台 5 栋", BirthDate = new(1940, 5, 1) })).Done();

        var seen = (await town.SeePersonAsync(town.Dispatcher, id)).Done();
        Assert.Equal(("孙奶奶", null, "昭明台 5 栋", false), (seen.Name, seen.Phone, seen.Address, seen.HasAccount));
        var elsewhere = await town.StaffAsync("外区派单员", Right.Dispatcher, town.OtherCounty);
        Assert.Equal("person.not_found", (await town.SeePersonAsync(elsewhere, id)).Refused().Code);
        Assert.Empty((await town.SearchAsync(elsewhere, new(null, "孙奶奶", null))).Done());
        Assert.Equal(id, Assert.Single((await town.SearchAsync(town.Manager, new(null, " 孙奶奶 ", null))).Done()).Id);
        Assert.Equal("person.search_by_one", (await town.SearchAsync(town.Manager, new(null, null, null))).Refused().Code);
    }

    [Fact]
    public async Task A_supervisor_reads_with_the_phone_masked()
    {
        var id = (await town.EnrolAsync(town.Dispatcher, town.Someone("李督看", "138 1234 0001") with { Address = "某栋" })).Done();
        var supervisor = await town.StaffAsync("督导员", Right.Supervisor, town.County);
        var seen = (await town.SeePersonAsync(supervisor, id)).Done();
        Assert.Equal(("138****0001", null), (seen.Phone, seen.Address));
        Assert.Equal("person.not_yours", (await town.EnrolAsync(supervisor, town.Someone("不行"))).Refused().Code);
        Assert.Equal("person.not_yours", (await town.VerifyAsync(supervisor, id, "李督看", Desk.IdNumberOf(11))).Refused().Code);
        Assert.Equal(id, Assert.Single((await town.SearchAsync(supervisor, new("13812340001", null, null))).Done()).Id);
    }

    [Fact]
    public async Task Somebody_alike_is_shown_masked_and_enrolled_all_the_same_on_demand()
    {
        var first = (await town.EnrolAsync(town.Dispatcher, town.Someone("张建国", "13900000101"))).Done();

        var samePhone = (await town.EnrolAsync(town.Dispatcher, town.Someone("张国庆", "+86 139-0000-0101"))).Refused();
        Assert.Equal("person.possible_duplicate", samePhone.Code);
        Assert.Equal(new PossibleDuplicate(first, "张**", "139****0101", null, "昭明台社区"), Assert.Single(Assert.IsType<PossibleDuplicate[]>(samePhone.Facts["candidates"])));

        var sameName = town.Someone("张建国", "13900000102");
        Assert.Equal("person.possible_duplicate", (await town.EnrolAsync(town.Manager, sameName with { HomeSiteId = town.OtherStation.Id })).Refused().Code);
        (await town.EnrolAsync(town.Dispatcher, sameName with { DespiteDuplicates = true })).Done();

        // The same name in another centre is another person.
        var elsewhere = await town.StaffAsync("樊城派单员", Right.Dispatcher, town.OtherCounty);
        (await town.EnrolAsync(elsewhere, town.Someone("张建国") with { HomeSiteId = town.OtherCounty.Id })).Done();
    }

    [Fact]
    public async Task Enrolment_is_refused_by_name()
    {
        Assert.Equal("person.not_yours", (await town.EnrolAsync(town.Resident, town.Someone("谁"))).Refused().Code);
        Assert.Equal("person.not_yours", (await town.EnrolAsync(town.Dispatcher, town.Someone("谁") with { HomeSiteId = town.OtherStation.Id })).Refused().Code);
        Assert.Equal("person.home_site", (await town.EnrolAsync(town.Dispatcher, town.Someone("谁") with { HomeSiteId = Guid.Empty })).Refused().Code);
        Assert.Equal("person.bad_name", (await town.EnrolAsync(town.Dispatcher, town.Someone("  "))).Refused().Code);
        Assert.Equal("person.bad_name", (await town.EnrolAsync(town.Dispatcher, town.Someone("王\u202E芳"))).Refused().Code);
        Assert.Equal("person.bad_phone", (await town.EnrolAsync(town.Dispatcher, town.Someone("谁", "12345"))).Refused().Code);
        Assert.Equal("person.bad_birth_date", (await town.EnrolAsync(town.Dispatcher, town.Someone("谁") with { BirthDate = new(2026, 11, 24) })).Refused().Code);
        Assert.Equal("person.id_number_invalid", (await town.EnrolAsync(town.Dispatcher, town.Someone("谁") with { IdNumber = "110105194912310021" })).Refused().Code);
    }

    [Fact]
    public async Task At_rest_there_is_no_plain_word_of_a_person()
    {
        var idNumber = Desk.IdNumberOf(301);
        string[] secrets = ["欧阳静娴", "13900000301", "檀溪路 88 号", idNumber];
        var key = new CommandKey(town.Dispatcher, "enrol-with-key", [1, 2, 3]);
        var asked = town.Someone(secrets[0], secrets[1]) with { Address = secrets[2], IdNumber = idNumber };
        var id = (await Town.In(town.Api, (EnrolPerson e) => e.EnrolAsync(key, town.Dispatcher, asked, default))).Done();
        Assert.Equal(id, (await Town.In(town.Api, (EnrolPerson e) => e.EnrolAsync(key, town.Dispatcher, asked, default))).Done());

        // Text columns as they are, bytes as the characters they would spell.
        var tables = await town.Postgres.ReadAsync<string>($"select table_name as \"Value\" from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
        foreach (var table in tables)
        {
            var row = System.Runtime.CompilerServices.FormattableStringFactory.Create($"select coalesce(string_agg(t::text, ' '), '') as \"Value\" from {table} t");
            var text = (await town.Postgres.ReadAsync<string>(row))[0];
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
            Assert.All(secrets, secret => Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(secret)), text, StringComparison.OrdinalIgnoreCase));
        }

        Assert.Equal(secrets[0], (await town.SeePersonAsync(town.Dispatcher, id)).Done().Name);
    }
}
