using TimeBank.Passbooks;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Passbooks;

public sealed class DailySealTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_sealed_transfer_that_is_changed_is_found_with_its_night()
    {
        await CreditedAsync();
        var first = await SealAllAsync();
        Assert.Null(await SealAsync());   // nothing new, nothing to seal
        await CreditedAsync();
        var second = await SealAllAsync();
        Assert.Equal((first.Number + 1, 1L), (second.Number, second.Leaves));
        Assert.Empty(await VerifyAsync());

        await ForgeAsync($"update time_transfers set amount_minutes = amount_minutes + 60 where (xid, seq) = (select up_to_xid, up_to_seq from seals where number = {first.Number})");
        Assert.Equal([new SealFault(first.Number, "a transfer in it was changed")], await VerifyAsync());
        await ForgeAsync($"update time_transfers set amount_minutes = amount_minutes - 60 where (xid, seq) = (select up_to_xid, up_to_seq from seals where number = {first.Number})");
        Assert.Empty(await VerifyAsync());

        await ForgeAsync($"delete from time_transfers where (xid, seq) = (select up_to_xid, up_to_seq from seals where number = {second.Number})");
        Assert.Equal([new SealFault(second.Number, "it covers 1 transfers, now there are 0")], await VerifyAsync());
    }

    private async Task CreditedAsync()
    {
        var volunteer = await town.VolunteerAsync("封存");
        var order = await town.PlacedAsync();
        await town.ServedAsync(order, await town.AcceptedAsync(order, volunteer), volunteer, 30);
        await town.RatedAsync(order);
        await town.CreditAsync();
    }

    /// <summary>Open transactions of other tests' databases hold the horizon back, for they share the server.</summary>
    private async Task<Seal> SealAllAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (await SealAsync() is { } seal) { return seal; }
        }
    }

    private Task<Seal?> SealAsync() => Town.In<DailySeal, Seal?>(town.Worker, seal => seal.SealAsync(default));

    private Task<IReadOnlyList<SealFault>> VerifyAsync() => Town.In<DailySeal, IReadOnlyList<SealFault>>(town.Worker, seal => seal.VerifyAsync(default));

    /// <summary>What somebody with the owner's password can do: the trigger refuses until it is switched off.</summary>
    private async Task ForgeAsync(FormattableString change)
    {
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => town.Postgres.RunAsync(change));
        await town.Postgres.RunAsync($"alter table time_transfers disable trigger time_transfers_append_only");
        Assert.Equal(1, await town.Postgres.RunAsync(change));
        await town.Postgres.RunAsync($"alter table time_transfers enable trigger time_transfers_append_only");
    }
}
