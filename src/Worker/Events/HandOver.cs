using MassTransit;
using MassTransit.Mediator;
using Npgsql;
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

/// <summary>To RabbitMQ, one message per event, until each is confirmed.</summary>
public sealed class ToBroker(IBus bus, TimeProvider clock) : IHandOver
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    public async Task HandOverAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        // While the broker is down a publish waits for ever.
        using CancellationTokenSource timeout = new(_patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            // Nothing but patience ends this: after a broker was killed the relay's lock was seen held for over a minute. What a publish does later is heard once all the same.
            await Task.WhenAll(events.Select(e => bus.Publish(e, message => Address(message, e.Id), either.Token))).WaitAsync(either.Token);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && failure is not NpgsqlException) { throw new BrokerUnreachableException(failure); }
    }
    /// <summary>A message that reaches no queue comes back instead of being confirmed.</summary>
    private static void Address(PublishContext message, Guid id)
    {
        message.MessageId = id;
        if (message.TryGetPayload<RabbitMqSendContext>(out var sent)) { sent.Mandatory = true; }
    }
}
