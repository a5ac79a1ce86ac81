using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TimeBank.Events;
using TimeBank.TestKit;
using TimeBank.Worker.Events;

namespace TimeBank.Worker.Tests.Events;

public sealed class BellsTests(Postgres database) : IClassFixture<Postgres>
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_ring_wakes_the_loop_and_a_lost_connection_only_makes_it_look_again()
    {
        await using var worker = new WorkerHost(database, _clock);
        var services = new ServiceCollection().AddSingleton<Counter>().BuildServiceProvider();
        var source = worker.Services.GetRequiredService<NpgsqlDataSource>();
        using Bells bells = new(source, _clock, NullLogger<Bells>.Instance);
        using WokenLoop<Counter> loop = new(
            services.GetRequiredService<IServiceScopeFactory>(), bells, worker.Services.GetRequiredService<Heartbeats>(), _clock, NullLogger<Counter>.Instance);
        var times = services.GetRequiredService<Counter>();
        await bells.StartAsync(default);
        await loop.StartAsync(default);
        await times.NextAsync();   // at its start
        await times.NextAsync();   // when the bell hangs: what rang before is lost

        worker.Services.GetRequiredService<Bell>().Ring(Bell.Outbox);
        await times.NextAsync();

        await database.RunAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'", database.Worker);
        var again = times.NextAsync();
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (!again.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await again;
        await loop.StopAsync(default);
        await bells.StopAsync(default);
    }

    private sealed class Counter : IWokenWork
    {
        private readonly Channel<bool> _times = System.Threading.Channels.Channel.CreateUnbounded<bool>();

        public static string Channel => Bell.Outbox;

        public static string Name => "counter";

        public async Task NextAsync()
        {
            using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
            await _times.Reader.ReadAsync(patience.Token);
        }

        public Task<TimeSpan> WorkAsync(CancellationToken ct)
        {
            _times.Writer.TryWrite(true);
            return Task.FromResult(Timeout.InfiniteTimeSpan);
        }
    }
}
