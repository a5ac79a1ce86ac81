using TimeBank.Messages;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Worker.Tests.Demonstration;

/// <summary>What was kept beside the orders while they were played is what somebody finds who counts them afterwards.</summary>
[Collection(nameof(PlayedOnce))]
public sealed class PlayedBooksTests(PlayedCounty county)
{
    [Fact]
    public async Task Orders_and_answers_per_day_are_what_counting_them_gives() => Assert.Empty(await county.Database.ReadAsync<string>(RollUps.Differences));

    [Fact]
    public async Task So_are_minutes_participations_and_passbooks() => Assert.Empty(await county.Database.ReadAsync<string>(
        $"""
        with due as (
            select r.* from service_records r join orders o on o.id = r.order_id
            where o.closed_at is not null and not r.superseded and (r.standing = 'Verified' or r.approved_by_id is not null)
        ), counted as (
            select site_id, (issued_at at time zone 'Asia/Shanghai')::date as day, 'passbooks' as measure, count(*) as value from passbooks group by 1, 2
            union all
            select site_id, served_on, 'minutes_' || lower(standing), sum(minutes) from due group by site_id, served_on, standing
            union all
            select site_id, served_on, 'participations', count(*) from due group by site_id, served_on
        ), kept as (
            select site_id, day, measure, value from site_days where value <> 0 and (measure like 'minutes%' or measure in ('passbooks', 'participations'))
        )
        select coalesce(k.day, c.day) || ' ' || coalesce(k.measure, c.measure) || ': kept ' || coalesce(k.value, 0) || ', counted ' || coalesce(c.value, 0) as "Value"
        from kept k full join counted c using (site_id, day, measure) where coalesce(k.value, 0) <> coalesce(c.value, 0)
        """));

    [Fact]
    public async Task The_centre_reads_the_same_from_its_sums() => Assert.Equal(
        await county.Database.ReadAsync<long>($"""select count(*) as "Value" from orders"""),
        await county.Database.ReadAsync<long>(
            $"""
            select sum(a.amount)::bigint as "Value"
            from area_figures f join sites s on s.id = f.site_id and s.code = '420602' cross join unnest(f.keys, f.amounts) as a(key, amount) join measures m on m.number = a.key
            where f.kind = 'Count' and f.grain = 'Ever' and m.name like 'orders\_%' and m.name <> 'orders_closed'
            """));

    [Fact]
    public async Task Nothing_waits_to_be_told_or_credited()
    {
        Assert.Equal([0L], await county.Database.ReadAsync<long>($"""select (select count(*) from credits_due) + (select count(*) from outbox) as "Value" """));
        Assert.Empty(await county.Database.ReadAsync<Guid>($"""select id as "Value" from messages where sent_at > {PlayedCounty.Now}"""));
    }

    [Fact]
    public async Task Messages_sort_by_the_days_of_the_play_and_the_newest_are_unread()
    {
        var volunteer = await PersonAsync("15400000041");
        var kinds = await county.Database.ReadAsync<string>($"""select kind as "Value" from messages where person_id = {volunteer.Id} order by id""");
        Assert.True(kinds.Count > 20, $"{kinds.Count} messages");
        // Transfers are all of today for the database, and were told on their days.
        Assert.InRange(kinds.Index().First(k => k.Item == "minutes.credited").Index, 1, kinds.Count / 2);
        var first = (await county.Database.ReadAsync<DateTimeOffset>($"""select min(sent_at) as "Value" from messages where person_id = {volunteer.Id}"""))[0];
        Assert.InRange(first, PlayedCounty.Now.AddDays(-11), PlayedCounty.Now.AddDays(-5));
        Assert.InRange(await county.AskAsync<MessageQueries, int>(messages => messages.UnreadAsync(volunteer.Id, default)), 1, kinds.Count - 5);
    }

    [Fact]
    public async Task Codes_and_numbers_of_the_cast_are_theirs()
    {
        var resident = await PersonAsync("15400000031");
        var details = new DeploymentKeys(county.Database.KeysPath).Open<PersonDetails>(resident.DetailsSealed);
        Assert.Equal(("周桂兰", "檀溪社区 3 栋 2 单元 402"), (details.Name, details.Address));
        Assert.Null(resident.AccountId);
        Assert.True(resident.VerifiedAt < PlayedCounty.Now.AddDays(-8));
    }

    private async Task<Person> PersonAsync(string phone)
    {
        var hash = NewPerson.PhoneHash(phone, new DeploymentKeys(county.Database.KeysPath));
        await using var db = Postgres.Open(county.Database.Api);
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Persons, p => p.PhoneHash == hash);
    }
}
