using TimeBank.Storage;

namespace TimeBank.Menu;

/// <summary>Nobody can order it any more, anywhere; orders that stand go on, and records name it for ever. It can be brought back.</summary>
public sealed class RetireItem(TimeBankDb db, Once once, TimeProvider clock)
{
    /// <param name="siteId">Where the caller is administrator: an item of the file becomes this site's own.</param>
    public Task<Outcome<Guid>> RetireAsync(CommandKey key, Guid callerId, Guid itemId, Guid siteId, CancellationToken ct) => SetAsync(key, callerId, itemId, siteId, retires: true, ct);

    public Task<Outcome<Guid>> BringBackAsync(CommandKey key, Guid callerId, Guid itemId, Guid siteId, CancellationToken ct) => SetAsync(key, callerId, itemId, siteId, retires: false, ct);

    private Task<Outcome<Guid>> SetAsync(CommandKey key, Guid callerId, Guid itemId, Guid siteId, bool retires, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (!(await db.LockOwnItemAsync(callerId, itemId, siteId, now, ct)).IsDone(out var item, out var why)) { return why; }
        if (!retires && item.RetiredAt is not null && await db.IsOnMenuAsync(item.Name, item.SiteId!.Value, ct)) { return MenuRefusals.SameName; }
        if ((item.RetiredAt is not null) != retires) { item.RetiredAt = retires ? now : null; }
        return item.Id;
    }, ct);
}
