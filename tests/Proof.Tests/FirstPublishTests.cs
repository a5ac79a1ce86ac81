using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using TimeBank.Events;
using TimeBank.TestKit;
using TimeBank.Worker.Events;

namespace TimeBank.Proof.Tests;

public sealed class FirstPublishTests(Postgres database) : IClassFixture<Postgres>
{
    /// <summary>A broker confirms also what it has no queue for, and forgets it: whoever publishes sees to the queues first.</summary>
    [Fact]
    public async Task What_a_new_broker_confirms_waits_in_every_listeners_queue_although_no_listener_was_ever_there()
    {
        await using var rabbit = await OwnRabbit.PrepareAsync();
        await rabbit.GoOnAsync();
        await using WorkerHost worker = new(database, new ManualClock(), rabbit.Uri);   // its bus publishes, and nobody has started its listeners
        await using var scope = worker.Services.CreateAsyncScope();
        RecordedEvent told = new(new(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), "order.rated.v1", default, 1, ManualClock.Monday, JsonSerializer.SerializeToElement(new { }));

        await scope.ServiceProvider.GetRequiredService<IHandOver>().HandOverAsync([told], default).WaitAsync(TimeSpan.FromMinutes(2));

        await using var connection = await new ConnectionFactory { Uri = new($"amqp://guest:guest@127.0.0.1:{rabbit.Uri.Port}/") }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in new[] { "volunteer-tell-people", "volunteer-tell-volunteer", "volunteer-tell-relative" }) { Assert.Equal(1u, await channel.MessageCountAsync(queue)); }
    }
}
