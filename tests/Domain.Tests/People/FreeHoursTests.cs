using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.People;

public sealed class FreeHoursTests(Town town) : IClassFixture<Town>
{
    [Theory]
    [InlineData(1, 0, 1440, true)]
    [InlineData(7, 540, 541, true)]
    [InlineData(0, 540, 600, false)]
    [InlineData(8, 540, 600, false)]
    [InlineData(1, 600, 600, false)]
    [InlineData(1, -1, 600, false)]
    [InlineData(1, 0, 1441, false)]
    public void A_span_lies_within_one_day(int weekday, int from, int until, bool isRight) => Assert.Equal(isRight, FreeHours.WrongWith([new(weekday, from, until)]) is null);

    [Fact]
    public void Spans_of_a_day_may_touch_and_not_overlap()
    {
        Assert.Null(FreeHours.WrongWith([new(1, 720, 1080), new(1, 360, 720), new(2, 400, 500)]));
        Assert.Equal(PersonRefusals.FreeHours, FreeHours.WrongWith([new(1, 360, 721), new(1, 720, 1080)]));
        Assert.Equal(PersonRefusals.FreeHours, FreeHours.WrongWith([.. Enumerable.Range(0, 43).Select(i => new FreeSpan(1, i * 10, (i * 10) + 5))]));
    }

    [Fact]
    public async Task Said_anew_as_a_whole_by_oneself_or_by_staff_and_taken_back_by_nothing()
    {
        var volunteer = await town.VolunteerAsync("王志远");
        (await SetAsync(volunteer, volunteer, FreeHours.On(6, DayPart.Morning), FreeHours.On(6, DayPart.Afternoon))).Done();
        (await SetAsync(town.Dispatcher, volunteer, FreeHours.On(1, DayPart.Evening))).Done();
        Assert.Equal([new(1, 18 * 60, 22 * 60)], await OfAsync(volunteer));
        Assert.Equal("person.not_found", (await SetAsync(volunteer, town.Resident)).Refused().Code);
        Assert.Equal("volunteer.not_registered", (await SetAsync(town.Resident, town.Resident)).Refused().Code);
        (await SetAsync(volunteer, volunteer)).Done();
        Assert.Empty(await OfAsync(volunteer));
    }

    [Fact]
    public async Task The_database_itself_keeps_two_spans_apart()
    {
        var volunteer = await town.VolunteerAsync("赵一");
        await town.Postgres.RunAsync($"insert into volunteer_hours values ({volunteer}, 1, 360, 720)");
        await town.Postgres.RefusedAsync("volunteer_hours_apart", $"insert into volunteer_hours values ({volunteer}, 1, 700, 800)");
    }

    /// <summary>Monday 23 November 2026 in Xiangyang is eight hours ahead.</summary>
    [Theory]
    [InlineData("2026-11-23 09:00+08", "2026-11-23 11:00+08", true)]
    [InlineData("2026-11-23 11:00+08", "2026-11-23 13:00+08", true)]    // two spans that touch
    [InlineData("2026-11-23 17:00+08", "2026-11-23 19:00+08", false)]
    [InlineData("2026-11-24 09:00+08", "2026-11-24 10:00+08", false)]   // Tuesday
    [InlineData("2026-11-29 22:00+08", "2026-11-30 01:00+08", true)]    // over midnight, from Sunday into Monday
    public async Task Free_then_is_free_all_the_time(string from, string until, bool expected)
    {
        var volunteer = await town.VolunteerAsync("钱二");
        Assert.Equal([null], await SaidAsync(volunteer, from, until));
        (await SetAsync(volunteer, volunteer, new(1, 0, 720), new(1, 720, 1080), new(7, 1200, 1440))).Done();
        Assert.Equal([expected], await SaidAsync(volunteer, from, until));
    }

    private Task<IReadOnlyList<bool?>> SaidAsync(Guid person, string from, string until) =>
        town.Postgres.ReadAsync<bool?>($"select said_free({person}, tstzrange({from}::timestamptz, {until}::timestamptz), 'Asia/Shanghai') as \"Value\"");

    private Task<Outcome<Guid>> SetAsync(Guid by, Guid person, params FreeSpan[] spans) =>
        Town.In(town.Api, (SetFreeHours hours) => hours.SetAsync(CommandKey.Fresh(by, town.Clock.GetUtcNow()), by, person, spans, default));

    private Task<List<FreeSpan>> OfAsync(Guid person) => Town.In(town.Api, (SetFreeHours hours) => hours.OfAsync(person, default));
}
