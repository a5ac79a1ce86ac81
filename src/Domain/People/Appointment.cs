namespace TimeBank.People;

/// <summary>Dispatcher moves orders; manager also approves, resolves and appoints; supervisor reads; administrator keeps sites and policies, never minutes.</summary>
public enum Right { Dispatcher, Manager, Supervisor, Administrator }

/// <summary>A person's right at a site and all below it (岗位). It ends at its until; whoever ends it sets that to now.</summary>
public sealed class Appointment
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid SiteId { get; init; }
    public required Right Right { get; init; }
    public required DateTimeOffset FromAt { get; init; }
    public DateTimeOffset? UntilAt { get; set; }
    public Guid? AppointedById { get; init; }
    public Guid? EndedById { get; set; }
}
