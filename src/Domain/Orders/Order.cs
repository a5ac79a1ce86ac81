using static TimeBank.Orders.OrderState;

namespace TimeBank.Orders;

public enum OrderState { Placed, Offered, Accepted, InService, Served, Rated, Disputed, Rejected, Withdrawn }

public enum OrderOrigin { Resident, Centre }

public enum OrderChannel { Online, Offline }

public enum Urgency { Danger, Utilities, Ordinary }

/// <summary>A request for help (点单), with its offers, assignments and open cases. Its state is never set: it follows from what is true of them.</summary>
public sealed partial class Order
{
    public required Guid Id { get; init; }
    public long Number { get; init; }
    public required Guid SiteId { get; set; }
    public required Guid ItemId { get; init; }
    public required Guid OrdererId { get; init; }
    public required Guid ServedId { get; init; }
    public required Guid PlacedById { get; init; }
    public required OrderOrigin Origin { get; init; }
    public required OrderChannel Channel { get; init; }
    public required Urgency Urgency { get; init; }
    public required int Places { get; set; }
    public required DateTimeOffset WantedFrom { get; set; }
    public required DateTimeOffset WantedUntil { get; set; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required DateOnly PlacedOn { get; init; }

    /// <summary>By when somebody must have dispatched it. Runs from the placing; forwarding does not stop it.</summary>
    public required DateTimeOffset DispatchDueAt { get; init; }

    public OrderState State { get; internal set; }
    public DateTimeOffset? DispatchedAt { get; internal set; }
    public Guid? DispatchedById { get; internal set; }
    public DateTimeOffset? AcceptedAt { get; internal set; }
    public DateTimeOffset? ServedAt { get; internal set; }
    public DateTimeOffset? RateDueAt { get; internal set; }
    public DateTimeOffset? ClosedAt { get; internal set; }
    public Guid? ForwardedFromId { get; internal set; }
    public bool Returned { get; internal set; }
    public Guid? FollowsId { get; init; }
    public int Version { get; internal set; }

    /// <summary>The volunteer whom the resident would like to come again. Nothing is promised.</summary>
    public Guid? WishedId { get; init; }

    /// <summary>When the wanted time was last changed; null: since the placing.</summary>
    public DateTimeOffset? WantedSince { get; internal set; }

    /// <summary>The wanted time for which it was said that nobody has been found; another time is another search.</summary>
    public DateTimeOffset? NobodyFoundFor { get; internal set; }

    /// <summary>By when the station answers whom it was said to.</summary>
    public DateTimeOffset? AnswerDueAt { get; internal set; }

    public List<Offer> Offers { get; } = [];
    public List<Assignment> Assignments { get; } = [];
    public List<Case> Cases { get; } = [];

    public bool IsClosed => State is Rated or Rejected or Withdrawn;
    public bool IsSettled => IsClosed || State is Disputed;
    public int FreePlaces => TakesMore ? Math.Max(0, Places - Assignments.Count(a => a.HoldsPlace)) : 0;
    public bool IsWaiting => State is Placed or Offered;
    public bool HasLive => Assignments.Any(a => a.IsLive);
    public bool HasServed => Assignments.Any(a => a.State is AssignmentState.Served or AssignmentState.Unfinished);

    /// <summary>Served and settled orders take no more volunteers, whatever places are left.</summary>
    private bool TakesMore => State is Placed or Offered or Accepted or InService;

    /// <summary>So long after a dispatch it can be undone as one: long enough to notice, too short for somebody to have changed their day for it.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromMinutes(10);

    /// <summary>The offers of one step carry one instant.</summary>
    public IReadOnlyList<Offer> NewestDispatch => Offers.Count == 0 ? [] : [.. Offers.Where(o => o.MadeAt == Offers.Max(other => other.MadeAt))];

    public Offer? LiveOfferFor(Guid? personId) => Offers.FirstOrDefault(o => o.State is OfferState.Live && o.PersonId == personId);

    public Assignment? AssignmentOf(Guid? id) => id is null ? null : Assignments.FirstOrDefault(a => a.Id == id);

    public Case? OpenCase(CaseKind kind, Guid? assignmentId = null) =>
        Cases.FirstOrDefault(c => c.Kind == kind && c.State is not CaseState.Closed && c.AssignmentId == assignmentId);

    /// <summary>DESIGN §3: the first line that holds wins. Closing commands set the state themselves; this never undoes one.</summary>
    internal void Recompute()
    {
        if (IsSettled) { return; }
        State = this switch
        {
            _ when Assignments.Any(a => a.State is AssignmentState.InService) => InService,
            _ when Assignments.Any(a => a.State is AssignmentState.Accepted) => Accepted,
            _ when Assignments.Any(a => a.State is AssignmentState.Served or AssignmentState.Unfinished or AssignmentState.Void) => Served,
            _ when Offers.Any(o => o.State is OfferState.Live) => Offered,
            _ => Placed,
        };
    }
}
