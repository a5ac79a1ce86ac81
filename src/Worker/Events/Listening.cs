using MassTransit;
using TimeBank.Events;
using TimeBank.Storage;

namespace TimeBank.Worker.Events;

/// <summary>Somebody who acts on events. What it writes goes into the transaction it is called in, so an event that was acted on once never is again.</summary>
public interface IListener
{
    /// <summary>Its name among the handled events. Never changed: under a new name it would hear old events again.</summary>
    string Name { get; }

    bool Wants(string type);

    /// <param name="events">Those it wants and has not heard before.</param>
    Task HearAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct);
}

/// <summary>What the relay hands to the listeners of its own process at one go.</summary>
public sealed record RecordedEvents(IReadOnlyList<RecordedEvent> Events);

/// <summary>Hears within the relay's transaction, one listener after the other: they share its connection.</summary>
public sealed class InProcessConsumer(IEnumerable<IListener> listeners, TimeBankDb db, TimeProvider clock) : IConsumer<RecordedEvents>
{
    public async Task Consume(ConsumeContext<RecordedEvents> context)
    {
        foreach (var listener in listeners) { await listener.HearOnceAsync(context.Message.Events, db, clock, context.CancellationToken); }
    }
}

/// <summary>Hears from the broker, in transactions of its own; each listener has its own queue, and every queue gets every event.</summary>
public sealed class BrokerConsumer<TListener>(TListener listener, HeardTogether<TListener> together) : IConsumer<RecordedEvent>
    where TListener : IListener
{
    public Task Consume(ConsumeContext<RecordedEvent> context) =>
        listener.Wants(context.Message.Type) ? together.HearAsync(context.Message, context.CancellationToken) : Task.CompletedTask;
}

internal static class Listening
{
    public static async Task HearOnceAsync(this IListener listener, IReadOnlyList<RecordedEvent> events, TimeBankDb db, TimeProvider clock, CancellationToken ct)
    {
        var wanted = events.Where(e => listener.Wants(e.Type)).ToList();
        if (wanted.Count == 0) { return; }
        var ids = wanted.Select(e => e.Id).ToArray();
        var fresh = await db.RowsAsync<Guid>(
            $"""
            insert into handled_events (consumer, event_id, handled_at) select {listener.Name}, id, {clock.GetUtcNow()} from unnest({ids}) as e(id)
            on conflict do nothing returning event_id
            """,
            ct);
        var unheard = fresh.ToHashSet();
        if (unheard.Count > 0) { await listener.HearAsync([.. wanted.Where(e => unheard.Remove(e.Id))], ct); }
    }
}
