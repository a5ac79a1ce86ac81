using Npgsql;
using TimeBank.Domain.Tests.People;
using TimeBank.People;
using TimeBank.Policies;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Policies;

public sealed class WithdrawPolicyTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Terms_that_have_not_begun_are_withdrawn_and_their_day_is_free_again()
    {
        var administrator = await town.StaffAsync("管理员", Right.Administrator, town.County);
        var tomorrow = town.Clock.GetUtcNow().AddDays(2);
        var mistake = (await SetAsync(administrator, town.County, tomorrow, 300)).Done();
        var upcoming = Assert.Single((await OfAsync(town.Station)).Upcoming, p => p.Id == mistake);
        Assert.Equal((mistake, 300), (upcoming.Id, upcoming.RatePercent));

        Assert.Equal("site.not_yours", (await WithdrawAsync(town.Manager, mistake)).Refused().Code);
        (await WithdrawAsync(administrator, mistake)).Done();
        Assert.DoesNotContain((await OfAsync(town.Station)).Upcoming, p => p.Id == mistake);
        Assert.Equal("policy.withdrawn", (await WithdrawAsync(administrator, mistake)).Refused().Code);

        town.Clock.Advance(TimeSpan.FromMinutes(5));
        var meant = (await SetAsync(administrator, town.County, tomorrow, 120)).Done();
        town.Clock.MoveTo(tomorrow.AddSeconds(-30));
        Assert.Equal("policy.begun", (await WithdrawAsync(administrator, meant)).Refused().Code);
        town.Clock.MoveTo(tomorrow);
        var inForce = await OfAsync(town.Station);
        Assert.Equal((meant, 120, "襄城区"), (inForce.InForce.Id, inForce.InForce.RatePercent, inForce.InForceOf));
        Assert.Equal("policy.begun", (await WithdrawAsync(administrator, meant)).Refused().Code);
        Assert.Equal([(meant, false), (mistake, true)], (await OfAsync(town.County)).Own.Select(p => (p.Id, p.WithdrawnAt is not null)));
        Assert.Equal("policy.not_found", (await WithdrawAsync(administrator, Guid.Empty)).Refused().Code);
        // The deployment's own first terms are nobody's to withdraw.
        Assert.Equal("policy.not_found", (await WithdrawAsync(administrator, new("00000000-0000-7000-8000-000000000001"))).Refused().Code);
    }

    [Fact]
    public async Task Upcoming_terms_of_a_site_above_are_shown_only_where_they_will_hold()
    {
        var administrator = await town.StaffAsync("市管理员", Right.Administrator, town.City);
        var later = town.Clock.GetUtcNow().AddDays(5);
        var ofCity = (await SetAsync(administrator, town.City, later.AddDays(1), 110)).Done();
        var ofOther = (await SetAsync(administrator, town.OtherCounty, later, 130)).Done();
        Assert.Contains((await OfAsync(town.City)).Upcoming, p => p.Id == ofCity);
        Assert.Equal([ofOther], (await OfAsync(town.OtherCounty)).Upcoming.Select(p => p.Id));
    }

    [Fact]
    public async Task What_was_withdrawn_stays_withdrawn_and_nothing_that_has_begun_can_be()
    {
        var administrator = await town.StaffAsync("管理员", Right.Administrator, town.OtherCounty);
        var policy = (await SetAsync(administrator, town.OtherCounty, town.Clock.GetUtcNow().AddDays(9), 90)).Done();
        (await WithdrawAsync(administrator, policy)).Done();
        foreach (var sql in new[] { $"update policies set withdrawn_at = null, withdrawn_by_id = null where id = '{policy}'", "update policies set withdrawn_at = valid_from where withdrawn_at is not null" })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => town.Postgres.RunAsync(Sql.Of(sql)));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
        }

        await town.Postgres.RefusedAsync("policies_withdrawn", $"update policies set withdrawn_at = now(), withdrawn_by_id = {administrator} where valid_from = '2000-01-01T00:00:00Z'", town.Postgres.Api);
    }

    private Task<Outcome<Guid>> SetAsync(Guid caller, Site site, DateTimeOffset from, int rate) => town.AskAsync(
        (SetPolicy s, CommandKey key) => s.SetAsync(key, caller, new(site.Id, from, rate, null, null, null, null, null, null, null, null, null, null), default), caller);

    private Task<Outcome<Guid>> WithdrawAsync(Guid caller, Guid policy) => town.AskAsync((WithdrawPolicy w, CommandKey key) => w.WithdrawAsync(key, caller, policy, default), caller);

    private async Task<SitePolicies> OfAsync(Site site) => (await Town.In(town.Api, (PolicyQueries q) => q.OfSiteAsync(site.Id, default))).Done();
}
