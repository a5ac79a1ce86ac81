namespace TimeBank.People;

public enum Relation { Spouse, Parent, Child, Grandparent, Grandchild, Sibling, Other }

/// <summary>A person for whom <see cref="PersonId"/> may order. Relatives and household members may not vouch for each other or serve each other for minutes.</summary>
public sealed class Relative
{
    public required Guid PersonId { get; init; }
    public required Guid RelativeId { get; init; }
    public required Relation Relation { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
    public required Guid AddedById { get; init; }
}
