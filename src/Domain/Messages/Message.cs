namespace TimeBank.Messages;

/// <summary>站内信: stored as a kind and its facts; the words are made when it is read, in the reader's language.</summary>
public sealed class Message
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string Kind { get; init; }
    public Guid? OrderId { get; init; }
    public required string Data { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>One message per event, person and kind, however often the event arrives.</summary>
    public required Guid EventId { get; init; }
}
