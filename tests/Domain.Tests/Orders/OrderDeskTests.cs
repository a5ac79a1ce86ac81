using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.Records;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

public sealed class OrderDeskTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task An_ordinary_order_becomes_verified_minutes_in_the_passbook()
    {
        var volunteer = await town.VolunteerAsync("王志远");
        var order = await town.PlacedAsync();
        var visit = await town.AcceptedAsync(order, volunteer);
        await town.ServedAsync(order, visit, volunteer, 95);
        await town.RatedAsync(order);

        Assert.Equal(1, await town.CreditAsync());

        var passbook = await town.PassbookAsync(volunteer);
        Assert.Equal((95L, 95L, 0L), (passbook.AvailableMinutes, passbook.VerifiedMinutes, passbook.DeclaredMinutes));
        var line = Assert.Single(await town.LinesAsync(volunteer));
        Assert.Equal((TransferReason.Credit, 95, 95L, "陪诊", Standing.Verified), (line.Reason, line.Minutes, line.BalanceMinutes, line.Activity, line.Standing!.Value));
        Assert.True((await town.SeeAsync(order, town.Resident)).Credited);
    }

    [Fact]
    public async Task The_worker_accepts_in_nobodys_name()
    {
        var (volunteer, order) = (await town.VolunteerAsync("赵敏"), await town.PlacedAsync());
        await town.AcceptedAsync(order, volunteer);
        var ended = (await town.SeeAsync(order, volunteer)).Offers.Single();

        await town.RefusedAsync(OrderRefusals.Forbidden, by: null, new AcceptOffer(order, ended.Id));
    }
}
