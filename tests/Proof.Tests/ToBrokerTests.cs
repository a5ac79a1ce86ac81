using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using TimeBank.Events;
using TimeBank.TestKit;
using TimeBank.Worker.Events;

namespace TimeBank.Proof.Tests;

/// <summary>What the relay gives to a broker. Its listeners are never started here, so what it brings stays to be counted.</summary>
public sealed class ToBrokerTests(Postgres database) : IClassFixture<Postgres>
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>A broker confirms also what it has no queue for, and forgets it: whoever publishes sees to the queues first.</summary>
    [Fact]
    public async Task What_a_new_broker_confirms_waits_in_every_listeners_queue_although_no_listener_was_ever_there()
    {
        await using var rabbit = await OwnRabbit.PrepareAsync();
        await rabbit.GoOnAsync();
        await using WorkerHost worker = new(database, new ManualClock(), rabbit.Uri);

        await HandOverAsync(worker).WaitAsync(_patience);

        Assert.Equal([1, 1, 1], await WaitingAsync(rabbit));
    }

    /// <summary>A killed broker leaves the client waiting for ever now and then; here the line is cut, and it does so every time.</summary>
    [Fact]
    public async Task A_connection_that_went_dead_is_given_up_after_ten_seconds_and_the_next_batch_goes_over_a_new_one()
    {
        await using var rabbit = await OwnRabbit.PrepareAsync();
        await rabbit.GoOnAsync();
        await using Line line = new(rabbit.Uri.Port);
        ManualClock clock = new();
        await using WorkerHost worker = new(database, clock, new UriBuilder(rabbit.Uri) { Port = line.Port }.Uri);
        await HandOverAsync(worker).WaitAsync(_patience);

        line.GoDead();
        var unheard = HandOverAsync(worker);
        clock.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => unheard.WaitAsync(_patience));
        await HandOverAsync(worker).WaitAsync(_patience);

        Assert.Equal([2, 2, 2], await WaitingAsync(rabbit));
    }

    private static Task HandOverAsync(WorkerHost worker)
    {
        RecordedEvent told = new(Guid.CreateVersion7(ManualClock.Monday), "order.rated.v1", default, 1, ManualClock.Monday, JsonSerializer.SerializeToElement(new { }));
        return worker.Services.GetRequiredService<IHandOver>().HandOverAsync([told], default);
    }

    private static async Task<IEnumerable<uint>> WaitingAsync(OwnRabbit rabbit)
    {
        await using var connection = await new ConnectionFactory { Uri = new($"amqp://guest:guest@127.0.0.1:{rabbit.Uri.Port}/") }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        List<uint> waiting = [];
        foreach (var queue in new[] { "volunteer-tell-people", "volunteer-tell-volunteer", "volunteer-tell-relative" }) { waiting.Add(await channel.MessageCountAsync(queue)); }
        return waiting;
    }
}
