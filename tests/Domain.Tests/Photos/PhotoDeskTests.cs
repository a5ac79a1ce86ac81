using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Photos;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Photos;

public sealed class PhotoDeskTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Whoever_may_read_the_need_sees_its_photos_while_they_may()
    {
        var volunteer = await town.VolunteerAsync("看照片的");
        var order = await town.PlacedAsync();
        var photo = (await AddAsync(town.Resident, order)).Done();
        Assert.Equal("order.not_found", (await OpenAsync(volunteer, order, photo)).Refused().Code);

        var visit = await town.AcceptedAsync(order, volunteer);
        foreach (var reader in new[] { town.Resident, town.Dispatcher, town.Manager, volunteer })
        {
            var content = (await OpenAsync(reader, order, photo)).Done();
            Assert.Equal("image/jpeg", content.ContentType);
            Assert.Equal(CleanPhoto.From(Pictures.Jpeg()).Done().Bytes, content.Bytes);
            Assert.Equal([photo], (await town.SeeAsync(order, reader)).Photos.Select(p => p.Id));
        }

        await town.ServedAsync(order, visit, volunteer, 30);
        Assert.Equal("order.not_yours", (await OpenAsync(volunteer, order, photo)).Refused().Code);
        Assert.Empty((await town.SeeAsync(order, volunteer)).Photos);
        Assert.Equal("photo.late", (await AddAsync(town.Resident, order)).Refused().Code);
    }

    [Fact]
    public async Task Three_are_the_most_and_one_can_be_taken_away_by_its_own_side_alone()
    {
        var order = await town.PlacedAsync();
        var first = (await AddAsync(town.Dispatcher, order)).Done();
        _ = (await AddAsync(town.Resident, order)).Done();
        _ = (await AddAsync(town.Resident, order)).Done();
        Assert.Equal("photo.too_many", (await AddAsync(town.Resident, order)).Refused().Code);
        Assert.Equal("order.not_found", (await RemoveAsync(await town.PersonAsync("旁人"), order, first)).Refused().Code);
        Assert.Equal("photo.not_found", (await RemoveAsync(town.Resident, await town.PlacedAsync(), first)).Refused().Code);
        (await RemoveAsync(town.Resident, order, first)).Done();
        Assert.Equal("photo.not_found", (await OpenAsync(town.Resident, order, first)).Refused().Code);
        Assert.Equal("photo.kind", (await AddAsync(town.Resident, order, [1, 2, 3])).Refused().Code);
        (await AddAsync(town.Resident, order, Pictures.Png())).Done();
    }

    [Fact]
    public async Task No_table_holds_a_picture_in_the_clear_and_leaving_erases_it()
    {
        var resident = await town.PersonAsync("要走的人");
        var order = await town.PlacedAsync(by: resident);
        (await AddAsync(resident, order)).Done();
        var stored = Assert.Single(await town.Postgres.ReadAsync<byte[]>($"select sealed as \"Value\" from order_photos where order_id = {order}"));
        Assert.True(stored.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) < 0);

        await town.DoAsync(resident, new WithdrawOrder(order, null));
        (await Town.In(town.Api, (Leave l) => l.LeaveAsync(Key(resident), resident, _ => Task.CompletedTask, default))).Done();
        Assert.Empty(await town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from order_photos where order_id = {order}"));
    }

    private Task<Outcome<Guid>> AddAsync(Guid by, Guid order, byte[]? file = null) => Town.In(town.Api, (AddPhoto a) => a.AddAsync(Key(by), by, order, file ?? Pictures.Jpeg(), default));

    private Task<Outcome<Guid>> RemoveAsync(Guid by, Guid order, Guid photo) => Town.In(town.Api, (RemovePhoto r) => r.RemoveAsync(Key(by), by, order, photo, default));

    private Task<Outcome<PhotoContent>> OpenAsync(Guid by, Guid order, Guid photo) => Town.In(town.Api, (PhotoQueries q) => q.OpenAsync(by, order, photo, default));

    private CommandKey Key(Guid by) => CommandKey.Fresh(by, town.Clock.GetUtcNow());
}
