using TimeBank.Storage;

namespace TimeBank.Menu;

/// <summary>Null leaves as it was; an empty qualification takes it away.</summary>
/// <param name="SiteId">Where the caller is administrator: an item of the file becomes this site's own.</param>
public sealed record ItemChange(
    Guid ItemId, Guid SiteId, string? Name, string? NameEn, string? Description, string? DescriptionEn, MayServe? MayServe, int? UsualMinutes, int? GreatestMinutes, string? Qualification);

/// <summary>Words, minutes and who may serve. The field stays, or past figures would move; service records keep the words of their day.</summary>
public sealed class ChangeItem(TimeBankDb db, Once once, TimeProvider clock)
{
    public Task<Outcome<Guid>> ChangeAsync(CommandKey key, Guid callerId, ItemChange asked, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        if (!(await db.LockOwnItemAsync(callerId, asked.ItemId, asked.SiteId, clock.GetUtcNow(), ct)).IsDone(out var item, out var why)) { return why; }
        if (item.RetiredAt is not null) { return MenuRefusals.Retired; }
        var facts = Merge(item, asked).Tidied();
        if (ItemRules.WrongWith(facts) is { } refusal) { return refusal; }
        if (facts.Name != item.Name && await db.IsOnMenuAsync(facts.Name, item.SiteId!.Value, ct)) { return MenuRefusals.SameName; }

        (item.Name, item.NameEn, item.Description, item.DescriptionEn) = (facts.Name, facts.NameEn, facts.Description, facts.DescriptionEn);
        (item.MayServe, item.Qualification, item.UsualMinutes, item.GreatestMinutes) = (facts.MayServe, facts.Qualification, facts.UsualMinutes, facts.GreatestMinutes);
        return item.Id;
    }, ct);

    private static ItemFacts Merge(ServiceItem item, ItemChange asked) => new(
        asked.Name ?? item.Name, asked.NameEn ?? item.NameEn, asked.Description ?? item.Description, asked.DescriptionEn ?? item.DescriptionEn,
        asked.MayServe ?? item.MayServe, asked.UsualMinutes ?? item.UsualMinutes, asked.GreatestMinutes ?? item.GreatestMinutes, asked.Qualification ?? item.Qualification);
}
