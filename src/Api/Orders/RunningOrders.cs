using TimeBank.Orders;

namespace TimeBank.Api.Orders;

/// <summary>What a person's first page shows of their orders.</summary>
internal static class RunningOrders
{
    private const int Looked = 50;

    /// <summary>Who is there now, who comes, what waits for a word of theirs, and then what still looks for somebody.</summary>
    private static readonly OrderState[] _order = [OrderState.InService, OrderState.Accepted, OrderState.Served, OrderState.Offered, OrderState.Placed];

    public static async Task<IReadOnlyList<OrderLine>> RunningAsync(this OrderListQueries lists, Guid personId, CancellationToken ct) =>
        (await lists.ListAsync(personId, new(OrderList.Ordered, null, null, false, null, Looked), ct)).IsDone(out var page, out _)
            ? [.. page.Items.Where(IsRunning).OrderBy(o => Array.IndexOf(_order, o.State)).ThenBy(o => o.WantedFrom)]
            : [];

    public static bool IsRunning(this OrderLine order) => _order.Contains(order.State);
}
