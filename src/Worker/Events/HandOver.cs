using MassTransit;
using MassTransit.Mediator;
using TimeBank.Events;

namespace TimeBank.Worker.Events;

/// <summary>Where the relay takes events to.</summary>
public interface IHandOver
{
    /// <summary>Returns when the events are safe there: the relay then lets go of them.</summary>
    /// <exception cref="BrokerUnreachableException">The broker did not confirm in time; nothing is wrong with the events.</exception>
    Task HandOverAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct);
}

public sealed class BrokerUnreachableException(Exception? why) : Exception("broker unreachable", why);

/// <summary>To the listeners of this process, in the relay's transaction. (The in-memory bus returns before they have finished, and lost messages at a kill.)</summary>
public sealed class ToMediator(IScopedMediator mediator) : IHandOver
{
    public Task HandOverAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct) => mediator.Send(new RecordedEvents(events), ct);
}

/// <summary>
/// To RabbitMQ, one message per event, until each is confirmed. There is one in a process, and the relay's lock lets one batch in at a time. It has a bus of its own, which a failure ends:
/// a broker killed at the wrong moment can leave the client waiting for ever on a connection that is gone (rabbitmq-dotnet-client 1930), and a new bus does not.
/// </summary>
/// <param name="open">A bus that only publishes, not started.</param>
public sealed class ToBroker(Func<IBusControl> open, TimeProvider clock) : IHandOver, IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private Task<IBusControl>? _bus;

    public async Task HandOverAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        try { await PublishAsync(events).WaitAsync(_patience, clock, ct); }
        catch (Exception failure)
        {
            _ = EndAsync(Interlocked.Exchange(ref _bus, null));   // not waited for: what hangs in it would hang its end too
            if (ct.IsCancellationRequested) { throw; }
            throw new BrokerUnreachableException(failure);
        }
    }

    public ValueTask DisposeAsync() => new(EndAsync(Interlocked.Exchange(ref _bus, null)));

    private async Task PublishAsync(IReadOnlyList<RecordedEvent> events)
    {
        var bus = await (_bus ??= StartAsync());
        await Task.WhenAll(events.Select(e => bus.Publish(e, message => Address(message, e.Id), CancellationToken.None)));
    }

    private async Task<IBusControl> StartAsync()
    {
        using CancellationTokenSource patience = new(_patience, clock);
        var bus = open();
        await bus.StartAsync(patience.Token);
        return bus;
    }

    /// <summary>Also one whose start outlasts the patience; one whose start fails has nothing to end.</summary>
    private static async Task EndAsync(Task<IBusControl>? begun)
    {
        if (begun is null) { return; }
        IBusControl bus;
        try { bus = await begun; }
        catch (Exception) { return; }   // said already, to whoever waited for it
        await bus.StopAsync(_patience);
    }

    /// <summary>A message that reaches no queue comes back instead of being confirmed.</summary>
    private static void Address(PublishContext message, Guid id)
    {
        message.MessageId = id;
        if (message.TryGetPayload<RabbitMqSendContext>(out var sent)) { sent.Mandatory = true; }
    }
}
