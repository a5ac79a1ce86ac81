using System.Net;
using TimeBank.Orders;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Orders;

/// <summary>What whoever needs help does.</summary>
public sealed partial record Actor
{
    private Town Town => Session.Api.Town;

    /// <summary>An escort to the hospital, for two hours tomorrow at this time unless said otherwise.</summary>
    public async Task<PlacedOrder> OrdersAsync(Guid? served = null, int places = 1, DateTimeOffset? from = null, string? key = null, bool despiteDuplicates = true, Site? site = null)
    {
        var start = from ?? Town.Clock.GetUtcNow().AddDays(1);
        var form = new { itemId = Town.Escort.Id, servedId = served, siteId = site?.Id, places, wantedFrom = start, wantedUntil = start.AddHours(2), need = Need, address = Address, despiteDuplicates };
        var reply = await PostAsync("/api/v1/orders", form, key, HttpStatusCode.Created);
        return new(Refused is null ? reply.As<OrderReceipt>().Id : default, this, start, start.AddHours(2));
    }

    public const string Need = "透析后头晕，要人陪着去医院";
    public const string Address = "昭明台 3 栋 2 单元 401";

    /// <summary>The code that the resident reads out to this volunteer: the start code before the visit, the end code during it.</summary>
    public async Task<string> CodeForAsync(PlacedOrder order, Actor volunteer)
    {
        var visit = VisitIn(await SeesAsync(order), volunteer);
        return visit.EndCode ?? visit.StartCode ?? throw new InvalidOperationException("No code is due now.");
    }

    public Task<Reply> RatesAsync(PlacedOrder order, Answer answer = Answer.Solved, int? stars = 5, Objection objection = Objection.None, string? words = null) =>
        MovesAsync(order, new { action = "Rate", answer, stars, objection, words, tags = new[] { "OnTime" } });

    public Task<Reply> WithdrawsAsync(PlacedOrder order) => MovesAsync(order, new { action = "Withdraw", reason = "家人回来了" });

    public async Task<PlacedOrder> PostponesAsync(PlacedOrder order, TimeSpan by)
    {
        var later = order with { From = order.From + by, Until = order.Until + by };
        await MovesAsync(order, new { action = "Change", wantedFrom = later.From, wantedUntil = later.Until });
        return later;
    }

    /// <summary>A new order that follows this one, for tomorrow.</summary>
    public async Task<PlacedOrder> ReopensAsync(PlacedOrder order)
    {
        var from = Town.Clock.GetUtcNow().AddDays(1);
        var reply = await MovesAsync(order, new { action = "Reopen", wantedFrom = from, wantedUntil = from.AddHours(2) });
        return new(Refused is null ? reply.As<OrderReceipt>().MadeId!.Value : default, this, from, from.AddHours(2));
    }
}
