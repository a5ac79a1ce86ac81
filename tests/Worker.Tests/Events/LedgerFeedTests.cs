using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TimeBank.Events;
using TimeBank.Passbooks;
using TimeBank.Storage;
using TimeBank.TestKit;
using TimeBank.Worker.Events;

namespace TimeBank.Worker.Tests.Events;

public sealed class LedgerFeedTests(WorkerTown fixture) : IClassFixture<WorkerTown>
{
    private readonly Town _town = fixture.Town;

    [Fact]
    public async Task A_transfer_is_told_once_as_an_event_of_its_passbook_and_one_that_fails_goes_on_in_the_outbox()
    {
        var (first, second) = (await CreditedAsync("甲", 30), await CreditedAsync("乙", 45));
        Choosy choosy = new(e => e.Type == PassbookEvents.Credited && e.Subject == first);

        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (choosy.Heard.All(e => e.Subject != second))
        {
            patience.Token.ThrowIfCancellationRequested();
            await RelayAsync(choosy, again: false);
        }

        var told = choosy.Heard.Single(e => e.Type == PassbookEvents.Credited);
        Assert.Equal((second, 45), (told.Subject, told.Data.GetProperty("minutes").GetInt32()));
        Assert.Equal([first], await _town.Postgres.ReadAsync<Guid>($"select subject as \"Value\" from outbox where type = {PassbookEvents.Credited} and failures = 1"));

        choosy.Refuses = _ => false;
        while (choosy.Heard.All(e => e.Subject != first))
        {
            patience.Token.ThrowIfCancellationRequested();
            await RelayAsync(choosy, again: true);
        }

        Assert.Equal(2, choosy.Heard.Where(e => e.Type == PassbookEvents.Credited).Select(e => e.Id).Distinct().Count());
    }

    private async Task<Guid> CreditedAsync(string name, int minutes)
    {
        var volunteer = await _town.VolunteerAsync(name);
        var order = await _town.PlacedAsync();
        await _town.ServedAsync(order, await _town.AcceptedAsync(order, volunteer), volunteer, minutes);
        await _town.RatedAsync(order);
        await _town.CreditAsync();
        return Assert.Single(await _town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from passbooks where person_id = {volunteer}"));
    }

    private Task RelayAsync(IHandOver handOver, bool again) => fixture.DoAsync<IServiceProvider>(async services =>
    {
        EventRelay relay = new(services.GetRequiredService<TimeBankDb>(), handOver, services.GetRequiredService<Heartbeats>(), _town.Clock, NullLogger<EventRelay>.Instance);
        await relay.RelayAsync(again, default);
    });

    private sealed class Choosy(Predicate<RecordedEvent> refuses) : IHandOver
    {
        public List<RecordedEvent> Heard { get; } = [];

        public Predicate<RecordedEvent> Refuses { get; set; } = refuses;

        public Task HandOverAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
        {
            if (events.Any(e => Refuses(e))) { throw new InvalidOperationException("refused"); }
            Heard.AddRange(events);
            return Task.CompletedTask;
        }
    }
}
