using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Journeys;

/// <summary>What lies on a station's desk by ten in the morning.</summary>
internal static class FullBoard
{
    private static readonly string[] _names = ["王志远", "李秀英", "张建国", "赵敏", "钱多多", "孙丽华", "欧阳春晓明月"];

    extension(Stage stage)
    {
        /// <summary>Forty orders in every state, some late, some of callers without a phone, some to be settled.</summary>
        public async Task FillBoardAsync()
        {
            var volunteers = await VolunteersAsync(stage.Town);
            await FillAsync(stage.Town, volunteers);
            await stage.TheWorkerWorksAsync();
        }
    }

    private static async Task<List<Guid>> VolunteersAsync(Town town)
    {
        List<Guid> volunteers = [];
        foreach (var (name, i) in _names.Select((n, i) => (n, i)))
        {
            volunteers.Add(await town.VolunteerAsync(name, i % 3 == 2 ? town.OtherStation : town.Station));
            await town.Postgres.RunAsync($"update persons set account_id = {town.NewId()} where id = {volunteers[^1]}");
        }

        return volunteers;
    }

    private static async Task FillAsync(Town town, List<Guid> volunteers)
    {
        var now = town.Clock.GetUtcNow();
        var caller = await town.PersonAsync("吴桂珍", phone: "13900000051");
        List<(Guid Order, Guid Visit, Guid Volunteer)> early = [];
        for (var i = 0; i < 6; i++)
        {
            var order = await town.PlacedAsync(by: await town.PersonAsync($"早班{i}", phone: $"1390000006{i}"), from: now.AddMinutes(30), length: TimeSpan.FromMinutes(60));
            early.Add((order, await town.AcceptedAsync(order, volunteers[i]), volunteers[i]));
        }

        town.Clock.Advance(TimeSpan.FromMinutes(30));
        foreach (var (order, visit, volunteer) in early) { await town.DoAsync(volunteer, new CheckInVisit(order, visit, town.CodesOf(visit).Start)); }
        town.Clock.Advance(TimeSpan.FromMinutes(50));
        foreach (var (order, visit, volunteer) in early.Take(3)) { await town.DoAsync(volunteer, new CheckOutVisit(order, visit, town.CodesOf(visit).End, VisitOutcome.Done)); }
        var served = await town.Postgres.ReadAsync<Guid>($"select orderer_id as \"Value\" from orders where id = {early[0].Order}");
        await town.DoAsync(served[0], new RateOrder(early[0].Order, Answer.Partly, 3, [], "只来了半个小时，还有一半没有做完", Objection.WrongTimes));
        town.Clock.Advance(TimeSpan.FromMinutes(50));
        await town.DoAsync(null, new MissCheckOut(early[3].Order, early[3].Visit));

        for (var i = 0; i < 24; i++) { await PlaceAsync(town, i == 0 ? caller : await town.PersonAsync($"居民{i}"), (Urgency)(i % 3), i); }
        for (var i = 0; i < 9; i++)
        {
            var order = await PlaceAsync(town, await town.PersonAsync($"待接{i}"), Urgency.Ordinary, i + 30);
            await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [volunteers[i % 3]], i % 2 == 0, null));
        }

        var accepted = await PlaceAsync(town, await town.PersonAsync("没有电话的何婆婆"), Urgency.Ordinary, 60);
        await town.AcceptedAsync(accepted, volunteers[6]);
    }

    private static async Task<Guid> PlaceAsync(Town town, Guid by, Urgency urgency, int later)
    {
        town.Clock.Advance(TimeSpan.FromMinutes(4));
        var from = town.Clock.GetUtcNow().AddHours(30 + later);
        PlaceOrder order = new(null, town.Escort.Id, null, OrderOrigin.Resident, urgency, 1 + (later % 5 == 4 ? 1 : 0), from, from.AddMinutes(90), "家里水管漏水，求帮忙关阀门，老人独居行动不便", "昭明台 3 栋 2 单元", true);
        return Assert.IsType<Outcome<OrderReceipt>.Done>(await town.PlaceAsync(by, order)).Value.Id;
    }
}
