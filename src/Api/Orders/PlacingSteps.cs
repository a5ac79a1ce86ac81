using TimeBank.Orders;

namespace TimeBank.Api.Orders;

/// <summary>The questions of placing an order, in their order; one screen each, and an address each.</summary>
public enum PlacingStep { What, Words, Urgent, Danger, Whom, When, Where, Details, Check }

/// <summary>Which question comes next. Pure.</summary>
/// <param name="draft">What has been answered.</param>
/// <param name="hasRelatives">For whom is asked only where there is somebody else.</param>
public sealed class PlacingSteps(OrderDraft draft, bool hasRelatives)
{
    private static readonly PlacingStep[] _all = Enum.GetValues<PlacingStep>();

    public static string AddressOf(PlacingStep step, bool thenCheck = false) =>
        (step is PlacingStep.What ? "/order" : $"/order/{step.ToString().ToLowerInvariant()}") + (thenCheck ? "?then=check" : "");

    /// <summary>Null: there is no such question.</summary>
    public static PlacingStep? Named(string? name) => name is null ? PlacingStep.What : _all.Cast<PlacingStep?>().FirstOrDefault(s => s is not PlacingStep.What && name.Equals(s.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The questions of this draft.</summary>
    public IReadOnlyList<PlacingStep> Asked => [.. _all.Where(IsAsked)];

    public PlacingStep After(PlacingStep step) => _all.First(s => s > step && IsAsked(s));

    /// <summary>Null before the first.</summary>
    public PlacingStep? Before(PlacingStep step) => _all.Where(s => s < step && IsAsked(s)).Select(s => (PlacingStep?)s).LastOrDefault();

    /// <summary>The first question that is still open, or the last page: whoever types an address in loses the way nowhere.</summary>
    public PlacingStep FirstOpen => _all.First(s => s is PlacingStep.Check || (IsAsked(s) && !IsAnswered(s)));

    private bool IsAsked(PlacingStep step) => step switch
    {
        PlacingStep.What => !draft.InOwnWords,
        PlacingStep.Words => draft.InOwnWords,
        PlacingStep.Danger => draft.Urgency is Urgency.Danger,
        PlacingStep.Whom => hasRelatives,
        PlacingStep.Details => !draft.InOwnWords,
        _ => true,
    };

    private bool IsAnswered(PlacingStep step) => step switch
    {
        PlacingStep.What => draft.ItemId is not null,
        PlacingStep.Words => !string.IsNullOrWhiteSpace(draft.Need),
        PlacingStep.Urgent => draft.Urgency is not null,
        PlacingStep.Whom => draft.ServedId is not null,
        PlacingStep.When => draft.AtOnce || draft is { Day: not null, Time: not null },
        PlacingStep.Where => !string.IsNullOrWhiteSpace(draft.Address),
        PlacingStep.Details => draft.Need is not null,
        _ => true,
    };
}
