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

/// <summary>To RabbitMQ, one message per event, until each is confirmed. There is one in a process, and the relay's lock lets one batch in at a time.</summary>
public sealed class ToBroker(IBus bus, TimeProvider clock) : IHandOver
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private Task _begun = Task.CompletedTask;

    public async Task HandOverAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        try
        {
            // While the broker is down a publish waits for ever, so only our waiting ends. It is never called off: after a kill the client's channel went on waiting for
            // the answer to a call that was, and let nothing else through. What was begun before ends first, so that one batch waits and not thousands; heard twice is heard once.
            await Task.WhenAny(_begun).WaitAsync(_patience, clock, ct);
            _begun = Task.WhenAll(events.Select(e => bus.Publish(e, message => Address(message, e.Id), CancellationToken.None)));
            await _begun.WaitAsync(_patience, clock, ct);
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
