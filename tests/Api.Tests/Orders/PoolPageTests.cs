using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Orders;

public sealed class PoolPageTests(Api api) : IClassFixture<Api>
{
    private readonly Town _town = api.Town;

    [Fact]
    public async Task The_pool_is_filtered_by_links_taken_and_hidden_by_one_tap()
    {
        var volunteer = await _town.VolunteerAsync("王志远");
        var (tomorrow, later) = (await PooledAsync(days: 1), await PooledAsync(days: 10));
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync("/pool");
        Assert.Equal(2, phone.Page.QuerySelectorAll("article.card").Length);
        phone.Reads("本社区").DoesNotRead("要人陪着去医院").DoesNotRead("昭明台 3 栋");

        await phone.FollowAsync("明天");
        Assert.Equal("/pool?day=tomorrow", phone.Address);
        Assert.Single(phone.Page.QuerySelectorAll("article.card"));
        await phone.FollowAsync("法治宣传");
        Assert.Equal("/pool?day=tomorrow&field=Law", phone.Address);
        phone.Reads("没有符合条件的单");
        await phone.FollowAsync("看全部");

        await phone.FollowAsync("明天");
        await phone.PressAsync("form:has(input[value=Decline])");
        Assert.Equal("/pool?day=tomorrow", phone.Address);
        Assert.Empty(phone.Page.QuerySelectorAll("article.card"));
        await phone.GoAsync("/pool");
        await phone.PressAsync("form:has(input[value=Accept])");
        Assert.Equal($"/visits/{later}", phone.Address);
        phone.Reads("昭明台 3 栋 2 单元");
        Assert.Equal(OrderState.Offered, (await _town.SeeAsync(tomorrow, _town.Dispatcher)).State);
    }

    [Theory]
    [InlineData("/pool?field=Nonsense&day=nonsense&part=9&sort=7&cursor=nonsense")]
    [InlineData("/pool?field=Health&field=Law")]
    [InlineData("/records?year=99999999999&cursor=x")]
    [InlineData("/passbook?cursor=-1")]
    [InlineData("/passbook/print?year=nonsense")]
    public async Task Nonsense_in_an_address_is_passed_over(string address)
    {
        using var phone = await api.Host.ReadsPagesAsync(await _town.VolunteerAsync("赵一"));
        await phone.GoAsync(address);
    }

    private async Task<Guid> PooledAsync(int days)
    {
        var order = await _town.PlacedAsync(by: await _town.PersonAsync("点单的"), from: _town.Clock.GetUtcNow().AddDays(days));
        await _town.DoAsync(_town.Dispatcher, new DispatchOrder(order, [], true, null));
        return order;
    }
}
