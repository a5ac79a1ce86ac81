namespace TimeBank.Orders;

public enum OfferState { Live, Taken, Declined, Lapsed, Recalled }

/// <summary>An order proposed to a volunteer (派单), or to the pool when <see cref="PersonId"/> is null. Declining has no cost.</summary>
public sealed class Offer
{
    public required Guid Id { get; init; }
    public required Guid OrderId { get; init; }
    public Guid? PersonId { get; init; }
    public OfferState State { get; private set; } = OfferState.Live;
    public required Guid MadeById { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset DeadlineAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }

    internal void End(OfferState state, DateTimeOffset at)
    {
        State = state;
        EndedAt = at;
    }
}
