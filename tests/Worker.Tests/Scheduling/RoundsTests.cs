using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TimeBank.TestKit;
using TimeBank.Worker.Scheduling;

namespace TimeBank.Worker.Tests.Scheduling;

public sealed class RoundsTests(Postgres database) : IClassFixture<Postgres>
{
    [Fact]
    public async Task A_part_that_fails_is_said_and_keeps_no_other_from_its_turn()
    {
        ManualClock clock = new();
        await using var worker = new WorkerHost(database, clock);
        Rounds rounds = new(worker.Services.GetRequiredService<Heartbeats>(), NullLogger<Rounds>.Instance);
        var done = false;

        await rounds.GoAsync([("seal", _ => throw new InvalidOperationException("no ink")), ("cleaning", _ => { done = true; return Task.CompletedTask; })], default);

        Assert.True(done);
        Assert.Equal(["seal: InvalidOperationException"], await database.ReadAsync<string>($"select detail as \"Value\" from heartbeats where name = 'schedules' and not well"));
        await rounds.GoAsync([("cleaning", _ => Task.CompletedTask)], default);
        Assert.Equal(["on time"], await database.ReadAsync<string>($"select detail as \"Value\" from heartbeats where name = 'schedules' and well"));
    }
}
