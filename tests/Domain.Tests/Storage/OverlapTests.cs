using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Storage;

/// <summary>Nobody is at two places at once: by constraint, for plans and for what was served.</summary>
public sealed class OverlapTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Two_live_assignments_of_one_person_never_overlap_and_may_touch()
    {
        var volunteer = await town.VolunteerAsync("王志远");
        var noon = town.Clock.GetUtcNow().AddDays(2);
        await AssignAsync(volunteer, noon, noon.AddHours(2));
        await AssignAsync(volunteer, noon.AddHours(2), noon.AddHours(3));
        await AssignAsync(await town.VolunteerAsync("李秀英"), noon, noon.AddHours(2));
        await town.Postgres.RefusedAsync("assignments_overlap", await AssignmentAsync(volunteer, noon.AddHours(1), noon.AddHours(4), AssignmentState.Accepted));
        await town.Postgres.RefusedAsync("assignments_overlap", await AssignmentAsync(volunteer, noon.AddMinutes(30), noon.AddMinutes(31), AssignmentState.InService));
        await town.Postgres.RunAsync(await AssignmentAsync(volunteer, noon, noon.AddHours(2), AssignmentState.GivenBack));
    }

    [Fact]
    public async Task Two_live_intervals_of_one_person_never_overlap_and_a_superseded_one_does_not_count()
    {
        var volunteer = await town.VolunteerAsync("王志远");
        var (first, second) = (await ServeAsync(volunteer), await ServeAsync(volunteer));
        FormattableString overlap = $"update service_intervals set during = (select during from service_intervals where record_id = {first}) where record_id = {second}";
        await town.Postgres.RefusedAsync("service_intervals_overlap", overlap);
        await town.Postgres.RunAsync($"update service_intervals set live = false where record_id = {first}");
        Assert.Equal(1, await town.Postgres.RunAsync(overlap));
        await town.Postgres.RefusedAsync("service_intervals_overlap", $"update service_intervals set live = true where record_id = {first}");
    }

    [Fact]
    public async Task An_interval_has_two_ends()
    {
        var record = await ServeAsync(await town.VolunteerAsync("王志远"));
        await town.Postgres.RefusedAsync("service_intervals_during_check", $"update service_intervals set during = tstzrange(lower(during), null) where record_id = {record}");
        await town.Postgres.RefusedAsync("service_intervals_during_check", $"update service_intervals set during = 'empty' where record_id = {record}");
    }

    private async Task AssignAsync(Guid person, DateTimeOffset from, DateTimeOffset until) => await town.Postgres.RunAsync(await AssignmentAsync(person, from, until, AssignmentState.Accepted));

    private async Task<FormattableString> AssignmentAsync(Guid person, DateTimeOffset from, DateTimeOffset until, AssignmentState state)
    {
        var order = await town.PlacedAsync();
        return $"insert into assignments (id, order_id, person_id, state, planned, accepted_at) values ({town.NewId()}, {order}, {person}, {state.ToString()}, tstzrange({from}, {until}), {town.Clock.GetUtcNow()})";
    }

    /// <returns>The record.</returns>
    private async Task<Guid> ServeAsync(Guid volunteer)
    {
        var order = await town.PlacedAsync();
        var visit = await town.AcceptedAsync(order, volunteer);
        await town.ServedAsync(order, visit, volunteer, 60);
        return Assert.Single(await town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from service_records where assignment_id = {visit}"));
    }
}
