using TimeBank.Messages;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Messages;

public sealed class MessageTests(Town town) : IClassFixture<Town>
{
    private static readonly LocalTime _local = new(TimeZoneInfo.FindSystemTimeZoneById(LocalTime.DefaultZone));
    private static readonly MessageFacts _facts = new(100_001, "陪诊", "Hospital escort", Town.Start.AddDays(1), Town.Start.AddHours(2), 95, "王芳");

    [Fact]
    public void Every_kind_is_said_in_both_languages_with_no_place_left_open() => Assert.All(MessageTexts.Kinds, kind =>
    {
        var text = MessageTexts.For(kind, _facts, _local);
        Assert.DoesNotContain("{", text.Zh + text.En, StringComparison.Ordinal);
        Assert.DoesNotContain("–", MessageTexts.For(kind, _facts, _local).Zh, StringComparison.Ordinal);
        var isAboutPeople = kind == MessageTexts.RelativeAdded;
        Assert.Contains(isAboutPeople ? "王芳" : "陪诊", text.Zh, StringComparison.Ordinal);
        Assert.Contains(isAboutPeople ? "王芳" : "Hospital escort", text.En, StringComparison.Ordinal);
    });

    [Fact]
    public void Words_a_neighbour_would_say()
    {
        Assert.Equal("有人请您帮个忙：陪诊，11月24日 09:00。愿意的话请在11月23日 11:00前接单，接不了也没关系。", MessageTexts.For("offer.made", _facts, _local).Zh);
        Assert.Equal("“陪诊”的 1 小时 35 分已记入您的时间存折，辛苦了！", MessageTexts.For("minutes.credited", _facts, _local).Zh);
        Assert.Equal("1 h 35 min for Hospital escort are in your time passbook. Thank you!", MessageTexts.For("minutes.credited", _facts, _local).En);
        Assert.Equal("“陪诊”的服务时间已更正，您的时间存折减少 30 分钟。有疑问请联系实践站。", MessageTexts.For("minutes.corrected", _facts with { Minutes = -30 }, _local).Zh);
        Assert.Contains(": 1 h more in your", MessageTexts.For("minutes.corrected", _facts with { Minutes = 60 }, _local).En, StringComparison.Ordinal);
        Assert.Equal("There is news about order 100001 (Hospital escort).", MessageTexts.For("of.tomorrow", _facts, _local).En);
    }

    [Fact]
    public async Task Messages_come_newest_first_in_pages_and_are_read_once_by_their_owner()
    {
        var order = await town.PlacedAsync();
        foreach (var kind in new[] { "order.accepted", "visit.reminder", "minutes.credited" })
        {
            await town.Postgres.RunAsync(
                $"insert into messages (id, person_id, kind, order_id, data, sent_at, event_id) values ({town.NewId()}, {town.Resident}, {kind}, {order}, {"{\"minutes\":60}"}::jsonb, {town.Clock.GetUtcNow()}, {town.NewId()})");
            town.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await PageAsync(null);
        Assert.Equal(["minutes.credited", "visit.reminder"], first.Items.Select(m => m.Kind));
        Assert.Equal("“陪诊”的 1 小时已记入您的时间存折，辛苦了！", first.Items[0].Text.Zh);
        var second = await PageAsync(Guid.Parse(first.Next!));
        Assert.Equal(("order.accepted", (string?)null), (Assert.Single(second.Items).Kind, second.Next));

        Assert.Equal(3, await UnreadAsync());
        Assert.Equal("message.not_found", (await MarkAsync(town.Manager, first.Items[0].Id)).Refused().Code);
        (await MarkAsync(town.Resident, first.Items[0].Id)).Done();
        (await MarkAsync(town.Resident, first.Items[0].Id)).Done();
        Assert.Equal(2, await UnreadAsync());
    }

    private Task<Page<MessageView>> PageAsync(Guid? before) => Town.In(town.Api, (MessageQueries q) => q.OwnAsync(town.Resident, before, 2, default));

    private Task<int> UnreadAsync() => Town.In(town.Api, (MessageQueries q) => q.UnreadAsync(town.Resident, default));

    private Task<Outcome<Guid>> MarkAsync(Guid caller, Guid message) =>
        Town.In(town.Api, (MarkRead m) => m.MarkAsync(CommandKey.Fresh(caller, town.Clock.GetUtcNow()), caller, message, default));
}
