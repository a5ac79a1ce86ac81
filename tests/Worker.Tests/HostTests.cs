using Microsoft.Extensions.DependencyInjection;
using TimeBank.TestKit;

namespace TimeBank.Worker.Tests;

public sealed class HostTests(Postgres database) : IClassFixture<Postgres>
{
    [Fact]
    public async Task It_starts_over_a_migrated_database()
    {
        var clock = new ManualClock();
        await using var worker = new WorkerHost(database, clock);
        Assert.Same(clock, worker.Services.GetRequiredService<TimeProvider>());
    }
}
