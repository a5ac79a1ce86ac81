using Microsoft.Extensions.DependencyInjection;
using TimeBank.TestKit;
using TimeBank.Worker.Storage;

namespace TimeBank.Worker.Tests.Storage;

public sealed class CleaningTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Answers_go_after_seven_days_and_marks_of_handled_events_after_thirty()
    {
        var (clock, database) = (town.Clock, town.Postgres);
        foreach (var days in new[] { 6, 8, 29, 31 })
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            var at = clock.GetUtcNow().AddDays(-days);
            await database.RunAsync($"insert into commands (caller_id, key, hash, answer, at) values ({id}, {days.ToString()}, '', '{{}}', {at})");
            await database.RunAsync($"insert into handled_events (consumer, event_id, handled_at) values ({days.ToString()}, {id}, {at})");
        }

        await CleanAsync();

        Assert.Equal(["6"], await database.ReadAsync<string>($"select key as \"Value\" from commands"));
        Assert.Equal(["29", "6", "8"], await database.ReadAsync<string>($"select consumer as \"Value\" from handled_events order by 1"));
    }

    [Fact]
    public async Task A_used_code_stays_since_it_says_who_handed_out_the_account_and_one_nobody_used_goes()
    {
        var past = town.Clock.GetUtcNow().AddDays(-8);
        await town.Postgres.RunAsync(
            $"""
            insert into activations (code_hash, person_id, issued_by_id, expires_at, used_at)
            values ({new byte[] { 1 }}, {town.Resident}, {town.Dispatcher}, {past}, {past}), ({new byte[] { 2 }}, {town.Resident}, {town.Dispatcher}, {past}, null)
            """);
        await CleanAsync();
        Assert.Equal([new byte[] { 1 }], await town.Postgres.ReadAsync<byte[]>($"select code_hash as \"Value\" from activations"));
    }

    private async Task CleanAsync()
    {
        await using var worker = new WorkerHost(town.Postgres, town.Clock);
        await using var scope = worker.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Cleaning>().RunAsync(default);
    }
}
