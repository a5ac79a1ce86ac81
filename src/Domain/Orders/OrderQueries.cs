using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Photos;
using TimeBank.Storage;

namespace TimeBank.Orders;

/// <summary>One order as its reader may see it. Address, need and phone: the orderer, staff in scope, and volunteers only while they are assigned (RULES P6).</summary>
public sealed class OrderQueries(TimeBankDb db, OrderFactsQueries facts, PersonLooks looks, DeploymentKeys keys)
{
    public async Task<Outcome<OrderView>> GetAsync(Guid orderId, Guid callerId, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().Include(o => o.Offers).Include(o => o.Assignments).Include(o => o.Cases).AsSingleQuery().SingleOrDefaultAsync(o => o.Id == orderId, ct);
        if (order is null) { return OrderRefusals.NotFound; }
        var known = await facts.ForAsync(order, callerId, null, ct);
        if (!MaySee(order, known)) { return OrderRefusals.NotFound; }

        var isStaff = known.Has(Relation.Dispatcher | Relation.Supervisor);
        var serves = order.Assignments.Any(a => a.PersonId == callerId && a.IsLive);
        var seesNeed = OrderRules.SeesNeed(order, known);
        if (known.Has(Relation.Dispatcher)) { await looks.KeepAsync(callerId, [order.ServedId], LookWay.Order, orderId, ct); }
        var names = await db.RowAsync<NamesRow>(
            $"""
            select s.name as SiteName, i.name as ItemName, i.name_en as ItemNameEn, (select f.id from orders f where f.follows_id = {orderId}) as FollowedById,
                not exists (select from credits_due where cause_id in (
                    select id from service_records where order_id = {orderId}
                    union all select c.id from corrections c join service_records r on r.id = c.record_id where r.order_id = {orderId})) as credited
            from sites s cross join service_items i where s.id = {order.SiteId} and i.id = {order.ItemId}
            """, ct);
        var texts = seesNeed || isStaff || order.Cases.Any(c => c.ReporterId == callerId) ? await db.OrderTexts.AsNoTracking().Where(t => t.OrderId == orderId).ToListAsync(ct) : [];
        return new OrderView
        {
            Id = order.Id,
            Number = order.Number,
            State = order.State,
            Version = order.Version,
            Urgency = order.Urgency,
            Origin = order.Origin,
            Channel = order.Channel,
            SiteId = order.SiteId,
            SiteName = names.SiteName,
            ItemId = order.ItemId,
            ItemName = names.ItemName,
            ItemNameEn = names.ItemNameEn,
            Places = order.Places,
            FreePlaces = order.FreePlaces,
            WantedFrom = order.WantedFrom,
            WantedUntil = order.WantedUntil,
            PlacedAt = order.PlacedAt,
            DispatchDueAt = SearchRules.DispatchDueAt(order),
            RateDueAt = order.RateDueAt,
            AnswerDueAt = order.IsWaiting && order.NobodyFoundFor == order.WantedFrom ? order.AnswerDueAt : null,
            FollowsId = order.FollowsId,
            FollowedById = names.FollowedById,
            Need = seesNeed ? Newest(texts, OrderTextKind.Need) : null,
            Address = seesNeed ? Newest(texts, OrderTextKind.Address) : null,
            Reason = (known.Has(Relation.Orderer | Relation.Dispatcher) ? Newest(texts, OrderTextKind.Closing) : null) ?? (known.Has(Relation.Dispatcher) ? Newest(texts, OrderTextKind.Reason) : null),
            Served = serves || known.Has(Relation.Dispatcher) ? await ContactAsync(order.ServedId, ct) : null,
            OrdererId = known.Has(Relation.Orderer | Relation.Dispatcher) ? order.OrdererId : null,
            ServedId = known.Has(Relation.Orderer | Relation.Dispatcher) ? order.ServedId : null,
            Wished = known.Has(Relation.Orderer | Relation.Dispatcher) ? await WishAsync(order, isStaff, ct) : null,
            Photos = seesNeed ? await db.Photos.Where(p => p.OrderId == orderId).OrderBy(p => p.Id).Select(p => new PhotoView(p.Id, p.Format, p.Width, p.Height, p.AddedAt)).ToListAsync(ct) : [],
            Offers = [.. order.Offers.Where(o => isStaff || o.PersonId == callerId || o.PersonId is null).Select(o => new OfferView(o.Id, o.PersonId, o.PersonId is null, o.State, o.MadeAt, o.DeadlineAt))],
            Assignments = await AssignmentsAsync(order, known, isStaff, ct),
            Cases = CasesOf(order, known, isStaff, texts),
            Rating = await RatingAsync(order, known, texts, ct),
            History = await HistoryAsync(order.Id, known, ct),
            Allowed = OrderRules.Allowed(order, known),
            Credited = order.State is OrderState.Rated && order.Cases.All(c => c.State is CaseState.Closed || c.Kind is CaseKind.Complaint) && names.Credited,
        };
    }

    /// <summary>Whoever was asked by name may look how it ended; the pool sees an order only while it may be grabbed.</summary>
    private static bool MaySee(Order order, OrderFacts known) => known.Relation is Relation.Offered
        ? order.Offers.Any(o => o.PersonId == known.CallerId) || order.LiveOfferFor(null) is not null
        : known.Relation is not Relation.None;

    /// <summary>Codes go to the resident's side alone, and only when they are due; nobody who ordered learns an address or phone from here.</summary>
    private async Task<IReadOnlyList<AssignmentView>> AssignmentsAsync(Order order, OrderFacts known, bool isStaff, CancellationToken ct)
    {
        var ids = order.Assignments.Select(a => a.Id).ToArray();
        if (ids.Length == 0) { return []; }
        var isOrderer = known.Has(Relation.Orderer);
        var mine = order.Assignments.Where(a => isStaff || isOrderer || a.PersonId == known.CallerId).ToList();
        var people = mine.Select(a => a.PersonId).Distinct().ToArray();
        var persons = await db.Persons.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.DetailsSealed, p.VolunteerNumber }).ToDictionaryAsync(p => p.Id, ct);
        var records = await db.ServiceRecords.AsNoTracking().Where(r => ids.Contains(r.AssignmentId) && !r.Superseded).ToDictionaryAsync(r => r.AssignmentId, ct);
        var witnesses = (await db.Witnesses.AsNoTracking().Where(w => ids.Contains(w.AssignmentId)).ToListAsync(ct)).ToLookup(w => w.AssignmentId, w => w.How);
        return [.. mine.Select(a =>
        {
            var name = keys.Open<PersonDetails>(persons[a.PersonId].DetailsSealed).Name;
            var codes = VisitCodes.For(a.Id, keys.CodeKey);
            var isDue = a.State is AssignmentState.Accepted && known.Now >= a.PlannedFrom - Assignment.CheckInWindow;
            return new AssignmentView(
                a.Id, a.PersonId, isStaff || a.PersonId == known.CallerId ? name : Masked.Familiar(name), persons[a.PersonId].VolunteerNumber, a.State, a.PlannedFrom, a.PlannedUntil,
                a.CheckedInAt, a.CheckedOutAt, isOrderer && isDue ? codes.Start : null, isOrderer && a.State is AssignmentState.InService ? codes.End : null,
                records.TryGetValue(a.Id, out var r) ? new RecordView(r.Id, r.Minutes, r.CreditMinutes, r.Standing, r.FirstStanding, r.Outcome, r.Counts, [.. witnesses[a.Id]]) : null, a.LateMinutes);
        })];
    }

    /// <summary>A report is not read by whom it is about, whatever rights they hold besides.</summary>
    private CaseView[] CasesOf(Order order, OrderFacts known, bool isStaff, List<OrderText> texts) =>
    [
        .. from c in order.Cases
           where isStaff || c.ReporterId == known.CallerId
           let isAboutCaller = c.ReporterId is { } reporter && reporter != known.CallerId
               && (known.Has(Relation.Orderer) || known.AreKin(order.AssignmentOf(c.AssignmentId)!.PersonId, known.CallerId!.Value))
           select new CaseView(c.Id, c.Kind, c.State, c.AssignmentId, c.OpenedAt, c.ProposedById, c.Proposal, isAboutCaller ? null : c.ReporterId,
               isAboutCaller ? null : Newest([.. texts.Where(t => t.CaseId == c.Id)], OrderTextKind.Complaint)),
    ];

    private async Task<WishView?> WishAsync(Order order, bool isStaff, CancellationToken ct)
    {
        if (order.WishedId is not { } id) { return null; }
        var person = await db.Persons.AsNoTracking().Where(p => p.Id == id).Select(p => new { p.DetailsSealed, p.VolunteerNumber }).SingleAsync(ct);
        var name = keys.Open<PersonDetails>(person.DetailsSealed).Name;
        return new(id, isStaff ? name : Masked.Familiar(name), person.VolunteerNumber);
    }

    private async Task<RatingView?> RatingAsync(Order order, OrderFacts known, List<OrderText> texts, CancellationToken ct)
    {
        if (order.State is not (OrderState.Rated or OrderState.Disputed)) { return null; }
        var rating = await db.Ratings.AsNoTracking().SingleOrDefaultAsync(r => r.OrderId == order.Id, ct);
        var seesWords = known.Has(Relation.Orderer | Relation.Dispatcher | Relation.Supervisor);
        return rating is null ? null : new(rating.Answer, rating.Stars, [.. rating.Tags.Select(Enum.Parse<RatingTag>)], seesWords ? Newest(texts, OrderTextKind.Words) : null, rating.RatedAt);
    }

    /// <summary>Staff see every line; others the life of the order without who was asked and who declined.</summary>
    private async Task<IReadOnlyList<HistoryLine>> HistoryAsync(Guid orderId, OrderFacts known, CancellationToken ct)
    {
        var isStaff = known.Has(Relation.Dispatcher | Relation.Supervisor);
        var lines = db.OrderEvents.AsNoTracking().Where(e => e.OrderId == orderId);
        if (!isStaff) { lines = lines.Where(e => !e.Name.StartsWith("order.offer_") && !e.Name.StartsWith("order.case_")); }
        return await lines.OrderBy(e => e.Version).Select(e => new HistoryLine(e.Version, e.Name, e.At, isStaff || e.ActorId == known.CallerId ? e.ActorId : null)).ToListAsync(ct);
    }

    private async Task<ContactView> ContactAsync(Guid personId, CancellationToken ct)
    {
        var details = keys.Open<PersonDetails>(await db.Persons.Where(p => p.Id == personId).Select(p => p.DetailsSealed).SingleAsync(ct));
        return new(personId, details.Name, details.Phone);
    }

    private string? Newest(List<OrderText> texts, OrderTextKind kind) =>
        texts.Where(t => t.Kind == kind).MaxBy(t => t.Version) is { } text ? keys.Open<string>(text.Sealed) : null;

    private sealed record NamesRow(string SiteName, string ItemName, string ItemNameEn, Guid? FollowedById, bool Credited);
}
