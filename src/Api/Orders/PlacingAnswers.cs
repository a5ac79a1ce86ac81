using System.Globalization;
using TimeBank.Api.Http;
using TimeBank.Api.Photos;
using TimeBank.Orders;
using TimeBank.Photos;
using TimeBank.Storage;

namespace TimeBank.Api.Orders;

/// <param name="Photos">Why a photo could not be kept; the order stands all the same.</param>
public sealed record PlacedOrder(Guid Id, Refusal? Photos);

/// <summary>What a screen's form says becomes part of the draft; the last screen's makes the order of it.</summary>
public sealed class PlacingAnswers(OrderDesk desk, AddPhoto photos, Once once, LocalTime local, TimeProvider clock)
{
    private const int MostPlaces = 5;

    public Outcome<OrderDraft> Take(PlacingStep step, OrderDraft draft, PlacingKnown known, IFormCollection form)
    {
        var now = clock.GetUtcNow();
        switch (step)
        {
            case PlacingStep.What:
                return Guid.TryParse(form["item"], out var item) && known.Menu.Any(i => i.Id == item)
                    ? draft with { ItemId = item, InOwnWords = item == known.Other?.Id, WishedId = draft.ItemId == item ? draft.WishedId : null }
                    : PlacingRefusals.Choose;
            case PlacingStep.Words or PlacingStep.Details:
                var need = form["need"].ToString().Trim();
                return step is PlacingStep.Words && need.Length == 0 ? PlacingRefusals.Words
                    : OrderText.WhyTooLong(OrderTextKind.Need, need) is { } longNeed ? longNeed
                    : draft with { Need = need };
            case PlacingStep.Urgent:
                return Named.Member<Urgency>(form["urgency"]) is { } urgency ? draft with { Urgency = urgency } : PlacingRefusals.Choose;
            case PlacingStep.Whom:
                if (!Guid.TryParse(form["served"], out var served) || (served != known.Me.Id && known.Me.Relatives.All(r => r.Id != served))) { return PlacingRefusals.Choose; }
                return served == draft.ServedId ? draft : draft with { ServedId = served, Address = null, WishedId = null };
            case PlacingStep.When:
                var when = TypedWhen.From(form, local.DayOf(now));
                var chosen = draft with { AtOnce = when.AtOnce, Day = when.Day, Time = when.Time };
                return chosen.From(local, now) is { } from && WantedTime.IsBeginning(from, now) && from >= now.AddMinutes(-5) ? chosen : PlacingRefusals.When;
            case PlacingStep.Where:
                var address = form["address"].ToString().Trim();
                return address.Length == 0 ? PlacingRefusals.Where : OrderText.WhyTooLong(OrderTextKind.Address, address) is { } longAddress ? longAddress : draft with { Address = address };
            default: return draft;
        }
    }

    /// <summary>The order first, then its photos: a photo that cannot be kept costs nobody the order.</summary>
    public async Task<Outcome<PlacedOrder>> PlaceAsync(OrderDraft draft, PlacingKnown known, HttpContext http)
    {
        var ct = http.RequestAborted;
        var now = clock.GetUtcNow();
        var key = Posted.KeyOf(http, http.Request.Form, draft.PersonId);
        // The page of an order that stands, sent again: its draft is gone, its answer is not.
        if (draft.ItemId is null) { return await once.AnsweredAsync<OrderReceipt>(key, ct) is Outcome<OrderReceipt>.Done(var before) ? new PlacedOrder(before.Id, null) : PlacingRefusals.Gone; }
        if (known.ItemOf(draft) is not { } item) { return OrderRefusals.NotOnMenu; }
        if (draft.From(local, now) is not { } from || !WantedTime.IsBeginning(from, now)) { return PlacingRefusals.When; }
        var form = http.Request.Form;
        var places = int.TryParse(form["places"], NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? Math.Clamp(many, 1, MostPlaces) : 1;
        var need = string.IsNullOrWhiteSpace(draft.Need) ? item.Name : draft.Need;
        PlaceOrder order = new(null, item.Id, draft.ServedId, OrderOrigin.Resident, draft.Urgency ?? Urgency.Ordinary, places, from, from.AddMinutes(item.UsualMinutes), need, draft.Address ?? "", false, draft.WishedId);
        if (!(await desk.PlaceAsync(key, draft.PersonId, order, ct)).IsDone(out var placed, out var why)) { return why; }
        return new PlacedOrder(placed.Id, await photos.AddAllAsync(key, placed.Id, form.Files, ct));
    }
}
