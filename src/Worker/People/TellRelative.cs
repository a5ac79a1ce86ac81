using System.Text.Json;
using TimeBank.Events;
using TimeBank.Messages;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.Worker.Events;
using TimeBank.Worker.Messages;

namespace TimeBank.Worker.People;

/// <summary>Somebody was registered as a relative: they hear by whom, and where it can be ended.</summary>
public sealed class TellRelative(TimeBankDb db, TimeProvider clock) : IListener
{
    public string Name => "tell-relative";

    public bool Wants(string type) => type is RelativeEvents.Added;

    public Task HearAsync(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.PostAsync(
            [.. from e in events
                let added = e.Data.Deserialize<RelativeEvents.AddedBy>(WireJson.Options)!
                select new Message { Id = Letters.NewId(e, now), PersonId = added.RelativeId, Kind = MessageTexts.RelativeAdded, Data = e.Data.GetRawText(), SentAt = now, EventId = e.Id }], ct);
    }
}
