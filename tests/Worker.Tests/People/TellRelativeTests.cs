using TimeBank.Messages;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Worker.Tests.People;

public sealed class TellRelativeTests(WorkerTown fixture) : IClassFixture<WorkerTown>
{
    private readonly Town _town = fixture.Town;

    [Fact]
    public async Task Whoever_signs_in_hears_who_registered_them_and_can_end_it()
    {
        var (caller, relative, silent) = (await _town.PersonAsync("王小登"), await _town.PersonAsync("李被登", phone: "13600000071"), await _town.PersonAsync("赵无号", phone: "13600000072"));
        await _town.Postgres.RunAsync($"update persons set account_id = {_town.NewId()} where id = {relative}");
        Assert.Equal(relative, Done(await AddAsync(caller, "李被登", "13600000071")));
        Assert.Equal(silent, Done(await AddAsync(caller, "赵无号", "13600000072")));
        await fixture.RelayAllAsync();

        var told = Assert.Single((await Town.In(_town.Api, (MessageQueries q) => q.OwnAsync(relative, null, 10, default))).Items);
        Assert.StartsWith("王小登把您登记为家人", told.Text.Zh, StringComparison.Ordinal);
        Assert.StartsWith("王小登 has registered you", told.Text.En, StringComparison.Ordinal);
        Assert.Empty((await Town.In(_town.Api, (MessageQueries q) => q.OwnAsync(silent, null, 10, default))).Items);

        var me = Done(await Town.In(_town.Api, (PersonQueries q) => q.MeAsync(relative, default)));
        Assert.Equal(("王小登", Relation.Sibling), (Assert.Single(me.RegisteredBy).Name, me.RegisteredBy[0].Relation));
        Done(await Town.In(_town.Api, (RemoveRelative r) => r.RemoveAsync(CommandKey.Fresh(relative, _town.Clock.GetUtcNow()), relative, caller, default)));
        Assert.Empty(Done(await Town.In(_town.Api, (PersonQueries q) => q.MeAsync(relative, default))).RegisteredBy);
    }

    private Task<Outcome<Guid>> AddAsync(Guid caller, string name, string phone) => Town.In(_town.Api, (AddRelative a) =>
        a.AddAsync(CommandKey.Fresh(caller, _town.Clock.GetUtcNow()), caller, new(Relation.Sibling, false, name, null, phone, Sex.Unknown, null, null), default));

    private static T Done<T>(Outcome<T> outcome) => outcome.IsDone(out var value, out var why) ? value : throw new Xunit.Sdk.XunitException(why.Code);
}
