using System.Text.Json;

namespace TimeBank.Events;

/// <summary>What consumers hear, from the relay's own process or from the broker: something that happened, told at least once.</summary>
/// <param name="Id">The same however often it arrives.</param>
/// <param name="Type">The wire name with its version, e.g. order.rated.v1.</param>
/// <param name="Subject">The order, the passbook, the site whose fund it is, or the registration of a relative.</param>
/// <param name="Version">Grows with each event of the subject; consumers ignore older ones where only the newest counts.</param>
/// <param name="Data">Ids, codes, numbers and instants; never words about people.</param>
public sealed record RecordedEvent(Guid Id, string Type, Guid Subject, long Version, DateTimeOffset At, JsonElement Data);
