using System.Runtime.CompilerServices;
using TimeBank.Orders;
using TimeBank.Passbooks;

namespace TimeBank.Worker.Tests.Demonstration;

/// <summary>A history of ten days, once: everything that can become of an order is in it, and the books agree.</summary>
[Collection(nameof(PlayedOnce))]
public sealed class PlayHistoryTests(PlayedCounty county)
{
    [Fact]
    public void All_went_as_it_was_planned()
    {
        Assert.Empty(county.Report.Surprises);
        Assert.InRange(county.Report.Orders, 150, 180);   // with those of the scene
    }

    [Fact]
    public async Task Every_state_of_orders_offers_visits_and_cases_occurs()
    {
        await AllAsync<OrderState>($"""select distinct state as "Value" from orders""");
        await AllAsync<OfferState>($"""select distinct state as "Value" from offers""");
        await AllAsync<AssignmentState>($"""select distinct state as "Value" from assignments""");
        await AllAsync<Answer>($"""select distinct answer as "Value" from ratings""");
        await AllAsync<CaseKind>($"""select distinct kind as "Value" from cases where state = 'Closed'""");
        await AllAsync<CaseKind>($"""select distinct kind as "Value" from cases where state <> 'Closed'""");
        await AllAsync<CaseState>($"""select distinct state as "Value" from cases""");
    }

    [Theory]
    [InlineData("placed for a caller", "select 1 from orders where channel = 'Offline' and state = 'Rated'")]
    [InlineData("called back", "select 1 from assignments where call_back_confirmed")]
    [InlineData("the station's own task, served by several", "select 1 from assignments a join orders o on o.id = a.order_id where o.origin = 'Centre' and a.state = 'Served' group by o.id having count(*) > 2")]
    [InlineData("for a parent", "select 1 from orders o join relatives r on r.person_id = o.orderer_id and r.relative_id = o.served_id where o.state = 'Rated'")]
    [InlineData("forwarded", "select 1 from orders where forwarded_from_id is not null and state = 'Rated'")]
    [InlineData("returned", "select 1 from orders where returned and state = 'Rated'")]
    [InlineData("reopened", "select 1 from orders where follows_id is not null and state = 'Rated'")]
    [InlineData("grabbed in the pool after all had declined", "select 1 from offers f where f.state = 'Taken' and f.person_id is null and (select count(*) from offers d where d.order_id = f.order_id and d.state = 'Declined') = 2")]
    [InlineData("hidden in the pool", "select 1 from pool_hides")]
    [InlineData("lapsed, then asked again", "select 1 from offers l join offers t on t.order_id = l.order_id and t.state = 'Taken' where l.state = 'Lapsed'")]
    [InlineData("not at home", "select 1 from service_records where outcome = 'NotHome' and approved_by_id is not null")]
    [InlineData("declared minutes approved", "select 1 from service_records where standing = 'Declared' and outcome = 'Done' and approved_by_id is not null")]
    [InlineData("a wrong code", "select 1 from assignments where start_misses > 0 and state = 'Served'")]
    [InlineData("said to be late", "select 1 from assignments where late_minutes = 15 and state = 'Served'")]
    [InlineData("a person reported", "select 1 from cases where reporter_id is not null and state = 'Closed'")]
    [InlineData("nobody found in time", "select 1 from orders where nobody_found_for is not null")]
    [InlineData("a wish for somebody", "select 1 from orders where wished_id is not null")]
    [InlineData("free hours", "select 1 from volunteer_hours")]
    [InlineData("a correction by two people", "select 1 from corrections where approved_by_id is not null")]
    [InlineData("a correction refused", "select 1 from corrections where ended_by_id is not null")]
    [InlineData("a correction waiting", "select 1 from corrections where approved_at is null and ended_at is null")]
    [InlineData("utilities", "select 1 from orders where urgency = 'Utilities' and state = 'Rated'")]
    [InlineData("a qualification", "select 1 from qualifications where valid_until is not null")]
    [InlineData("a household of two", "select 1 from persons group by household_id having count(*) > 1")]
    [InlineData("a supervisor at the centre", "select 1 from appointments a join sites s on s.id = a.site_id where a.\"right\" = 'Supervisor' and s.level = 'Centre'")]
    [InlineData("a seal of another night", "select 1 from seals having count(*) > 3")]
    public async Task It_occurs(string what, string query) => Assert.True(await CountAsync($"({query}) as found") > 0, what);

    [Theory]
    [InlineData("too long", "state = 'Placed' and dispatch_due_at < {0}")]
    [InlineData("nearly too long", "state = 'Placed' and urgency = 'Utilities' and dispatch_due_at between {0} and {0} + interval '30 minutes'")]
    [InlineData("in danger", "state = 'Placed' and urgency = 'Danger' and dispatch_due_at > {0}")]
    [InlineData("in the pool", "state = 'Offered' and id in (select order_id from offers where state = 'Live' and person_id is null and deadline_at > {0})")]
    [InlineData("asked by name", "state = 'Offered' and id in (select order_id from offers where state = 'Live' and person_id is not null and deadline_at > {0})")]
    [InlineData("agreed for within an hour", "state = 'Accepted' and wanted_from between {0} and {0} + interval '1 hour'")]
    [InlineData("agreed for tomorrow", "state = 'Accepted' and wanted_from > {0} + interval '8 hours'")]
    [InlineData("under way", "state = 'InService' and wanted_until > {0}")]
    [InlineData("waiting to be rated", "state = 'Served' and rate_due_at > {0}")]
    public async Task The_board_has(string what, string where) =>
        Assert.True(await CountAsync($"orders where {where.Replace("{0}", "timestamptz '2026-11-25T07:12:00Z'", StringComparison.Ordinal)}") > 0, what);

    [Fact]
    public async Task The_recount_and_the_seals_find_nothing()
    {
        Assert.Empty(await county.AskAsync<Reconciliation, IReadOnlyList<Difference>>(check => check.FindAsync(default)));
        Assert.Empty(await county.AskAsync<DailySeal, IReadOnlyList<SealFault>>(seal => seal.VerifyAsync(default)));
        Assert.Equal(0, county.Report.Differences);
    }

    private async Task AllAsync<T>(FormattableString query) where T : struct, Enum =>
        Assert.Equal(Enum.GetNames<T>().Order(), (await county.Database.ReadAsync<string>(query)).Order());

    private async Task<long> CountAsync(string from) =>
        (await county.Database.ReadAsync<long>(FormattableStringFactory.Create($"""select count(*) as "Value" from {from}""")))[0];
}
