using Microsoft.Extensions.DependencyInjection;
using TimeBank.TestKit;
using TimeBank.Worker.Storage;

namespace TimeBank.Worker.Tests.Storage;

public sealed class CleaningTests(Postgres database) : IClassFixture<Postgres>
{
    [Fact]
    public async Task Answers_go_after_seven_days_and_marks_of_handled_events_after_thirty()
    {
        ManualClock clock = new();
        await using var worker = new WorkerHost(database, clock);
        foreach (var days in new[] { 6, 8, 29, 31 })
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            var at = clock.GetUtcNow().AddDays(-days);
            await database.RunAsync($"insert into commands (caller_id, key, hash, answer, at) values ({id}, {days.ToString()}, '', '{{}}', {at})");
            await database.RunAsync($"insert into handled_events (consumer, event_id, handled_at) values ({days.ToString()}, {id}, {at})");
        }

        await using var scope = worker.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Cleaning>().RunAsync(default);

        Assert.Equal(["6"], await database.ReadAsync<string>($"select key as \"Value\" from commands"));
        Assert.Equal(["29", "6", "8"], await database.ReadAsync<string>($"select consumer as \"Value\" from handled_events order by 1"));
    }
}
