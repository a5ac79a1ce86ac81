using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TimeBank.Events;
using TimeBank.Storage;
using TimeBank.TestKit;
using TimeBank.Worker.Events;

namespace TimeBank.Worker.Tests.Events;

public sealed class EventRelayTests(Postgres database) : IClassFixture<Postgres>, IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly Recorder _recorder = new();
    private WorkerHost _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _worker = new WorkerHost(database, _clock);
        await database.RunAsync($"delete from outbox");
    }

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    [Fact]
    public async Task Nothing_overtakes_what_an_open_transaction_may_still_write()
    {
        await using var slow = new NpgsqlConnection(database.Api);
        await slow.OpenAsync();
        await using var open = await slow.BeginTransactionAsync();
        await WriteAsync("first", slow);      // an older transaction with a lower sequence number, not committed yet
        await WriteAsync("second");

        Assert.Equal(TimeSpan.FromSeconds(1), await RelayAsync());   // it looks again soon: nobody rings for the end of a transaction
        Assert.Empty(_recorder.Heard);

        await open.CommitAsync();
        await RelayAllAsync();
        Assert.Equal(["first", "second"], _recorder.Heard);
        Assert.Empty(await database.ReadAsync<long>($"select seq as \"Value\" from outbox"));
    }

    [Fact]
    public async Task What_fails_five_times_waits_for_a_person_and_the_rest_go_on()
    {
        foreach (var name in new[] { "good", "bad", "fine" }) { await WriteAsync(name); }
        _recorder.Refuse = e => e.Type == "bad" ? new InvalidOperationException("no such thing") : null;

        await RelayAllAsync();
        Assert.Equal(["good", "fine"], _recorder.Heard);
        await RelayAsync();
        Assert.Equal([1], await FailuresAsync());   // only the schedule asks for it again
        for (var round = 0; round < 5; round++) { await RelayAsync(again: true); }

        Assert.Equal([5], await FailuresAsync());
        Assert.Equal(["no such thing"], await database.ReadAsync<string>($"select failure as \"Value\" from outbox where parked_at is not null"));
        Assert.Equal((false, "1 parked"), await HeartbeatAsync());

        // What the runbook tells a person to do once the cause is mended.
        _recorder.Refuse = _ => null;
        await database.RunAsync($"update outbox set failures = 0, parked_at = null");
        await RelayAllAsync();
        Assert.Equal(["good", "fine", "bad"], _recorder.Heard);
    }

    [Fact]
    public async Task A_broker_that_is_down_costs_no_event_and_no_failure()
    {
        await WriteAsync("patient");
        _recorder.Refuse = _ => new BrokerUnreachableException(null);

        await RelayUntilAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([0], await FailuresAsync());
        Assert.Equal((false, "broker unreachable"), await HeartbeatAsync());

        _recorder.Refuse = _ => null;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await RelayAllAsync();
        Assert.Equal(["patient"], _recorder.Heard);
        Assert.True((await HeartbeatAsync()).Well);
    }

    private async Task<TimeSpan> RelayAsync(bool again = false)
    {
        await using var scope = _worker.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        EventRelay relay = new(services.GetRequiredService<TimeBankDb>(), _recorder, services.GetRequiredService<Heartbeats>(), _clock, NullLogger<EventRelay>.Instance);
        return await relay.RelayAsync(again, default);
    }

    /// <summary>Open transactions of other tests' databases hold the horizon back, for they share the server.</summary>
    private async Task RelayUntilAsync(TimeSpan looksAgainIn)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (await RelayAsync() != looksAgainIn) { patience.Token.ThrowIfCancellationRequested(); }
    }

    private Task RelayAllAsync() => RelayUntilAsync(Timeout.InfiniteTimeSpan);

    private async Task WriteAsync(string type, NpgsqlConnection? connection = null)
    {
        await using var own = connection is null ? new NpgsqlConnection(database.Api) : null;
        if (own is not null) { await own.OpenAsync(); }
        await using NpgsqlCommand write = new("insert into outbox (id, type, subject, version, at, data) values ($1, $2, $1, 1, $3, '{}')", connection ?? own)
        {
            Parameters = { new() { Value = Guid.CreateVersion7(_clock.GetUtcNow()) }, new() { Value = type }, new() { Value = _clock.GetUtcNow() } },
        };
        await write.ExecuteNonQueryAsync();
    }

    private Task<IReadOnlyList<int>> FailuresAsync() => database.ReadAsync<int>($"select failures as \"Value\" from outbox");

    private async Task<(bool Well, string Detail)> HeartbeatAsync()
    {
        await using var db = Postgres.Open(database.Owner);
        var beat = (await db.Heartbeats.FindAsync(Heartbeats.Relay))!;
        return (beat.Well, beat.Detail);
    }

    private sealed class Recorder : IHandOver
    {
        public List<string> Heard { get; } = [];

        public Func<RecordedEvent, Exception?> Refuse { get; set; } = _ => null;

        public Task HandOverAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
        {
            if (events.Select(Refuse).FirstOrDefault(e => e is not null) is { } refusal) { throw refusal; }
            Heard.AddRange(events.Select(e => e.Type));
            return Task.CompletedTask;
        }
    }
}
