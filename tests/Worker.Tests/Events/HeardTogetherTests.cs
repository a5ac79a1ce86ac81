using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TimeBank.Events;
using TimeBank.TestKit;
using TimeBank.Worker.Events;

namespace TimeBank.Worker.Tests.Events;

public sealed class HeardTogetherTests(Postgres database) : IClassFixture<Postgres>
{
    [Fact]
    public async Task Of_many_events_that_come_at_once_the_one_that_fails_says_so_and_the_others_are_heard_once()
    {
        await using var services = new ServiceCollection().AddScoped<Picky>().AddScoped(_ => Postgres.Open(database.Worker)).BuildServiceProvider();
        using HeardTogether<Picky> together = new(services.GetRequiredService<IServiceScopeFactory>(), new ManualClock());
        var calls = Enumerable.Range(0, 250).Select(n => together.HearAsync(Event(n % 249), default)).ToList();   // one came twice

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(calls));
        Assert.Equal("not this one", refused.Message);
        Assert.Equal([Picky.Refused], calls.Index().Where(call => call.Item.IsFaulted).Select(call => call.Index));
        Assert.Equal(248, (await database.ReadAsync<Guid>($"select event_id as \"Value\" from handled_events where consumer = 'picky'")).Count);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.AdminShutdown, true)]
    [InlineData(PostgresErrorCodes.CrashShutdown, true)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, true)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, true)]
    [InlineData(PostgresErrorCodes.ForeignKeyViolation, false)]
    public void A_database_that_is_away_is_no_events_fault(string state, bool isOutage) =>
        Assert.Equal(isOutage, Outage.IsSeenIn(new InvalidOperationException("EF says", new PostgresException("away", "FATAL", "FATAL", state))));

    [Fact]
    public void Nor_is_a_refused_connection_however_deep_it_lies() =>
        Assert.True(Outage.IsSeenIn(new InvalidOperationException("EF says", new NpgsqlException("failed to connect", new System.Net.Sockets.SocketException(111)))));

    private static RecordedEvent Event(int number) =>
        new(new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), "test", default, 1, ManualClock.Monday, JsonSerializer.SerializeToElement(number));

    private sealed class Picky : IListener
    {
        public const int Refused = 130;

        public string Name => "picky";

        public bool Wants(string type) => true;

        public Task HearAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct) =>
            events.Any(e => e.Data.GetInt32() == Refused) ? throw new InvalidOperationException("not this one") : Task.CompletedTask;
    }
}
