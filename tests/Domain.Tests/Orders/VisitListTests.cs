using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

public sealed class VisitListTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task What_is_before_me_and_what_of_today_is_behind_me_with_contact_only_while_it_is_mine()
    {
        var volunteer = await town.VolunteerAsync("王志远");
        var resident = await town.PersonAsync("周桂兰", phone: "13800138000");
        var (today, later) = (await town.PlacedAsync(by: resident, from: town.Clock.GetUtcNow().AddHours(1)), await town.PlacedAsync(by: resident));
        var visit = await town.AcceptedAsync(today, volunteer);
        var next = await town.AcceptedAsync(later, volunteer);
        await town.DoAsync(volunteer, new TellLate(today, visit, 15));

        var coming = await ComingAsync(volunteer);
        Assert.Equal([visit, next], coming.Select(v => v.AssignmentId));
        Assert.Equal(("周桂兰", "13800138000", "昭明台 3 栋 2 单元", 15), (coming[0].Served?.Name, coming[0].Served?.Phone, coming[0].Address, coming[0].LateMinutes));

        town.Clock.Advance(TimeSpan.FromHours(1));
        await town.TryAsync(volunteer, new CheckInVisit(today, visit, "000000"));
        Assert.Equal(1, (await ComingAsync(volunteer))[0].StartMisses);
        await town.ServedAsync(today, visit, volunteer, 60);
        await town.DoAsync(volunteer, new GiveBackVisit(later, next, "有事"));

        var behind = Assert.Single(await ComingAsync(volunteer));
        Assert.Equal((AssignmentState.Served, null, (string?)null), (behind.State, behind.Served, behind.Address));
        Assert.Equal((AssignmentState.GivenBack, new(CandidateReason.SameSite)), (await FindAsync(volunteer, later) is { } given ? (given.State, given.Near) : default));
        Assert.Null(await FindAsync(resident, later));
        town.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await ComingAsync(volunteer));
    }

    private Task<VisitLine?> FindAsync(Guid person, Guid order) => Town.In(town.Api, (VisitQueries visits) => visits.FindAsync(person, order, default));

    private Task<IReadOnlyList<VisitLine>> ComingAsync(Guid person) => Town.In(town.Api, (VisitQueries visits) => visits.ComingAsync(person, default));
}
