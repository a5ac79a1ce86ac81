using TimeBank.Desks;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Desks;

/// <summary>What stands on the board, where, and for whom.</summary>
public sealed class BoardTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task An_order_walks_through_the_columns()
    {
        var (volunteer, slow) = (await town.VolunteerAsync("王志远"), await town.VolunteerAsync("赵一"));
        var order = await town.PlacedAsync();
        var placed = Card(await BoardAsync(), BoardColumn.Placed, order);
        Assert.Equal(("陪诊", "周桂兰", "要人陪着去医院", true), (placed.ItemName, placed.Served, placed.Need, placed.IsNew));

        await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [volunteer, slow], true, null));
        await town.DoAsync(slow, new DeclineOffer(order, await OfferAsync(order, slow)));
        await Town.In<PoolSights, int>(town.Api, async views => { await views.NoteAsync(slow, [order], default); await views.NoteAsync(slow, [order], default); return 0; });
        var offered = Card(await BoardAsync(), BoardColumn.Offered, order);
        Assert.Equal((2, 1, true, 1), (offered.Asked, offered.Declined, offered.InPool, offered.Seen));

        var visit = (await town.DoAsync(volunteer, new AcceptOffer(order, await OfferAsync(order, volunteer)))).MadeId!.Value;
        Assert.Equal(("王志远", 1), (Card(await BoardAsync(), BoardColumn.Accepted, order).Volunteer, Card(await BoardAsync(), BoardColumn.Accepted, order).Taken));

        town.Clock.MoveTo(placed.WantedFrom.AddMinutes(20));
        Assert.Equal(Lateness.Yellow, Card(await BoardAsync(), BoardColumn.Accepted, order).Lateness);
        await town.DoAsync(volunteer, new CheckInVisit(order, visit, town.CodesOf(visit).Start));
        Assert.Equal(town.Clock.GetUtcNow(), Card(await BoardAsync(), BoardColumn.InService, order).CheckedInAt);

        town.Clock.Advance(TimeSpan.FromHours(1));
        await town.DoAsync(volunteer, new CheckOutVisit(order, visit, town.CodesOf(visit).End, VisitOutcome.Done));
        Assert.True(Card(await BoardAsync(), BoardColumn.Served, order).NeedsCallBack);   // nobody there has an account to rate with

        await town.RatedAsync(order, Answer.Partly, 2);
        var board = await BoardAsync();
        Assert.Equal(CaseKind.Complaint, Card(board, BoardColumn.Cases, order).CaseKind);
        Assert.DoesNotContain(board.Columns.Where(c => c.Column is not BoardColumn.Cases).SelectMany(c => c.Cards), c => c.OrderId == order);
        Assert.Equal((1, 1, 0), (board.RatedToday, board.AnsweredToday, board.SatisfiedToday));
    }

    [Fact]
    public async Task The_most_pressing_comes_first_and_the_late_are_counted()
    {
        var site = await StationAsync("6001");
        var resident = await town.PersonAsync("孙奶奶", site);
        List<Guid> orders = [];
        foreach (var urgency in new[] { Urgency.Ordinary, Urgency.Danger, Urgency.Utilities }) { orders.Add(await UrgentAsync(resident, urgency)); }
        town.Clock.Advance(TimeSpan.FromMinutes(61));
        var column = (await BoardAsync(site)).Columns.Single(c => c.Column is BoardColumn.Placed);
        Assert.Equal([orders[1], orders[2], orders[0]], column.Cards.Select(c => c.OrderId));
        Assert.Equal([Lateness.Red, Lateness.Yellow, Lateness.White], column.Cards.Select(c => c.Lateness));
        Assert.Equal((3, 1), (column.Count, column.Late));
    }

    [Fact]
    public async Task A_site_shows_what_is_below_it_and_a_supervisor_sees_no_names_of_residents()
    {
        var below = await town.PlacedAsync(by: await town.PersonAsync("钱奶奶", town.OtherStation));
        Assert.DoesNotContain(await CardsAsync(town.Dispatcher, town.Station), c => c.OrderId == below);
        Assert.Equal("西街社区", Assert.Single(await CardsAsync(town.SecondDispatcher, town.Office), c => c.OrderId == below).SiteName);

        var seen = Assert.Single(await CardsAsync(await town.StaffAsync("督查", Right.Supervisor, town.County), town.Office), c => c.OrderId == below);
        Assert.Equal((null, null), (seen.Served, seen.Need));
        foreach (var stranger in new[] { town.Resident, await town.StaffAsync("外区", Right.Dispatcher, town.OtherCounty), await town.StaffAsync("管理员", Right.Administrator, town.City) })
        {
            Assert.Equal(SiteRefusals.NotFound, Assert.IsType<Outcome<Board>.Refused>(await AskAsync(stranger, town.Office)).Why);
        }
    }

    [Fact]
    public async Task What_was_given_back_says_so()
    {
        var volunteer = await town.VolunteerAsync("甲");
        var order = await town.PlacedAsync(by: await town.PersonAsync("李奶奶"));
        await town.DoAsync(volunteer, new GiveBackVisit(order, await town.AcceptedAsync(order, volunteer), null));
        Assert.True(Card(await BoardAsync(), BoardColumn.Placed, order).CameBack);
    }

    private async Task<Guid> UrgentAsync(Guid resident, Urgency urgency)
    {
        town.Clock.Advance(TimeSpan.FromMilliseconds(5));
        var from = town.Clock.GetUtcNow().AddDays(1);
        return Assert.IsType<Outcome<OrderReceipt>.Done>(await town.PlaceAsync(resident,
            new(null, town.Escort.Id, null, OrderOrigin.Resident, urgency, 1, from, from.AddHours(2), "家中漏水", "3 栋", true))).Value.Id;
    }

    private async Task<Site> StationAsync(string code)
    {
        Site site = new() { Id = town.NewId(), Code = code, Level = SiteLevel.Station, Name = $"站{code}", ParentId = town.Office.Id, AddedAt = town.Clock.GetUtcNow() };
        await using var db = Postgres.Open(town.Postgres.Owner);
        db.Add(site);
        await db.SaveChangesAsync();
        return site;
    }

    private async Task<Guid> OfferAsync(Guid order, Guid person) => (await town.SeeAsync(order, person)).Offers.Last(o => o.PersonId == person).Id;

    private static BoardCard Card(Board board, BoardColumn column, Guid order) => Assert.Single(board.Columns.Single(c => c.Column == column).Cards, c => c.OrderId == order);

    private async Task<Board> BoardAsync(Site? site = null) => Assert.IsType<Outcome<Board>.Done>(await AskAsync(town.SecondDispatcher, site ?? town.Station)).Value;

    private async Task<List<BoardCard>> CardsAsync(Guid caller, Site site) =>
        [.. Assert.IsType<Outcome<Board>.Done>(await AskAsync(caller, site)).Value.Columns.SelectMany(c => c.Cards)];

    private Task<Outcome<Board>> AskAsync(Guid caller, Site site) =>
        Town.In<BoardQueries, Outcome<Board>>(town.Api, q => q.GetAsync(caller, site.Code, town.Clock.GetUtcNow().AddMinutes(-15), default));
}
