using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.People;

public sealed class RealNameTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Staff_who_have_seen_the_document_verify_the_name()
    {
        var person = await town.PersonAsync("何小妹");
        (await town.VerifyAsync(town.Dispatcher, person, "何晓梅", Desk.IdNumberOf(2, "20100601"))).Done();

        var me = await town.MeAsync(person);
        Assert.Equal(("何晓梅", Sex.Female, new DateOnly(2010, 6, 1), town.Clock.GetUtcNow()), (me.Name, me.Sex, me.BirthDate, me.VerifiedAt));
        Assert.Matches("^4206[*]{10}002[0-9X]$", me.IdNumber);
        Assert.Equal(new DateOnly(2028, 6, 1), (await town.Postgres.ReadAsync<DateOnly>($"select adult_on as \"Value\" from persons where id = {person}"))[0]);
        Assert.Equal(person, Assert.Single((await town.SearchAsync(town.Dispatcher, new(null, "何晓梅", null))).Done()).Id);

        Assert.Equal("person.verified", (await town.SubmitAsync(person, "何晓梅", Desk.IdNumberOf(4))).Refused().Code);
        Assert.Equal("person.not_yourself", (await town.VerifyAsync(town.Dispatcher, town.Dispatcher, "派单员甲", Desk.IdNumberOf(6))).Refused().Code);
        Assert.Equal("person.not_found", (await town.VerifyAsync(town.Resident, person, "何晓梅", Desk.IdNumberOf(2))).Refused().Code);
    }

    [Fact]
    public async Task One_number_is_one_person_and_a_document_beats_a_word()
    {
        var (claimer, owner, third) = (await town.PersonAsync("冒用者"), await town.PersonAsync("本人"), await town.PersonAsync("第三人"));
        var number = Desk.IdNumberOf(101);
        (await town.SubmitAsync(claimer, "冒用者", number)).Done();
        Assert.Null((await town.MeAsync(claimer)).VerifiedAt);
        Assert.Equal("person.id_number_taken", (await town.SubmitAsync(owner, "本人", number)).Refused().Code);

        (await town.VerifyAsync(town.Dispatcher, owner, "本人", number)).Done();
        Assert.Null((await town.MeAsync(claimer)).IdNumber);
        Assert.NotNull((await town.MeAsync(owner)).IdNumber);
        Assert.Equal("person.id_number_taken", (await town.VerifyAsync(town.Dispatcher, third, "第三人", number)).Refused().Code);
        Assert.Equal("person.id_number_taken", (await town.EnrolAsync(town.Dispatcher, town.Someone("第四人") with { IdNumber = number, DespiteDuplicates = true })).Refused().Code);
    }

    [Fact]
    public async Task A_whole_number_is_opened_by_a_manager_for_a_purpose_that_stays_written()
    {
        var person = await town.PersonAsync("被查看者");
        var number = Desk.IdNumberOf(201);
        Assert.Equal("person.no_id_number", (await OpenAsync(town.Manager, person, "开具证明", "a")).Refused().Code);
        (await town.VerifyAsync(town.Dispatcher, person, "被查看者", number)).Done();

        Assert.Equal(number, (await OpenAsync(town.Manager, person, " 开具证明 ", "b")).Done().IdNumber);
        Assert.Equal(number, (await OpenAsync(town.Manager, person, " 开具证明 ", "b")).Done().IdNumber);
        Assert.Equal("id_number_opening.purpose", (await OpenAsync(town.Manager, person, " ", "c")).Refused().Code);
        Assert.Equal("person.not_yours", (await OpenAsync(town.Dispatcher, person, "好奇", "d")).Refused().Code);
        Assert.Equal("person.not_found", (await OpenAsync(town.Resident, person, "好奇", "e")).Refused().Code);

        var export = (await Town.In(town.Api, (ExportPerson e) => e.ExportAsync(person, default))).Done();
        Assert.Equal(new IdNumberOpeningView(town.Clock.GetUtcNow(), "审核人甲", "开具证明"), Assert.Single(export.IdNumberOpenings));
        Assert.DoesNotContain(number, (await town.Postgres.ReadAsync<string>($"select coalesce(string_agg(answer::text, ' '), '') as \"Value\" from commands"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_key_opens_nothing_once_the_right_has_ended()
    {
        var person = await town.PersonAsync("曾被查看者");
        (await town.VerifyAsync(town.Dispatcher, person, "曾被查看者", Desk.IdNumberOf(203))).Done();
        var manager = await town.StaffAsync("离任审核人", Right.Manager, town.Office);
        (await OpenAsync(manager, person, "核对", "f")).Done();
        await town.Postgres.RunAsync($"update appointments set until_at = {town.Clock.GetUtcNow()} where person_id = {manager}");
        Assert.Equal("person.not_yours", (await OpenAsync(manager, person, "核对", "f")).Refused().Code);
    }

    private Task<Outcome<WholeIdNumber>> OpenAsync(Guid caller, Guid person, string purpose, string key) =>
        Town.In(town.Api, (OpenIdNumber o) => o.OpenAsync(new CommandKey(caller, key, [1]), caller, new(person, purpose), default));
}
