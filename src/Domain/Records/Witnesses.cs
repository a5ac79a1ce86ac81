using TimeBank.Orders;

namespace TimeBank.Records;

/// <summary>Verified (信用时): two independent witnesses. Declared (荣誉时): fewer; needs a second person's approval and is marked wherever it shows.</summary>
public enum Standing { Verified, Declared }

public enum WitnessSide { Served, Site }

public enum WitnessHow { StartCode, EndCode, CallBack, Dispatched, VouchedIn, VouchedOut, Companion }

/// <summary>Who stands behind a visit, how and when.</summary>
/// <param name="LoginId">Whose sign-in entered it; null for a code, which needs none.</param>
public sealed record Witness(WitnessSide Side, WitnessHow How, Guid PersonId, Guid? LoginId, DateTimeOffset StoodAt);

/// <summary>The rule of two witnesses of different interest, outside the volunteer's household (DESIGN §3, RULES P3).</summary>
public static class Witnesses
{
    public static Standing StandingOf(Order order, Assignment visit, OrderFacts facts)
    {
        var free = Of(order, visit).Where(w => !facts.AreKin(visit.PersonId, w.PersonId) && (w.LoginId is not { } login || !facts.AreKin(visit.PersonId, login))).ToList();
        // Whoever ordered reads the codes out. A code is only as independent as the account that shows it: whoever made that account could
        // read it too, while a colleague who called back has heard the resident.
        var two = from served in free
                  where served.Side is WitnessSide.Served
                  from site in free
                  where site.Side is WitnessSide.Site && site.PersonId != served.PersonId
                        && site.PersonId != order.OrdererId
                        && (served.LoginId is { } login ? site.LoginId != login : !facts.Introducers.Contains(site.PersonId))
                  select served;
        return two.Any() ? Standing.Verified : Standing.Declared;
    }

    /// <summary>Everybody who stands behind this visit. Both ends vouched by staff stay on one side: one witness.</summary>
    public static IEnumerable<Witness> Of(Order order, Assignment visit)
    {
        if (visit.CheckedInAt is { } arrived)
        {
            if (order.Offers.FirstOrDefault(o => o.Id == visit.OfferId) is { } offer && offer.MadeAt < arrived)
            {
                yield return new(WitnessSide.Site, WitnessHow.Dispatched, offer.MadeById, offer.MadeById, offer.MadeAt);
            }

            if (visit.CheckedInByCode is false) { yield return Vouch(WitnessHow.VouchedIn, visit.CheckedInById, arrived); }
        }

        if (visit.CheckedOutAt is { } left)
        {
            // A start code alone says that the visit began; it counts once somebody has ended it.
            if (visit.CheckedInByCode is true) { yield return new(WitnessSide.Served, WitnessHow.StartCode, order.ServedId, null, visit.CheckedInAt!.Value); }
            if (visit.CheckedOutByCode is true) { yield return new(WitnessSide.Served, WitnessHow.EndCode, order.ServedId, null, left); }
            if (visit.CheckedOutByCode is false) { yield return Vouch(WitnessHow.VouchedOut, visit.CheckedOutById, left); }
            foreach (var companion in order.Assignments.Where(a => a != visit && a.State is not AssignmentState.Void && a.CheckedInAt < left && (a.CheckedOutAt ?? left) > visit.CheckedInAt))
            {
                yield return new(WitnessSide.Site, WitnessHow.Companion, companion.PersonId, null, companion.CheckedInAt!.Value);
            }
        }

        if (visit is { CallBackConfirmed: true, CalledBackById: { } caller, CalledBackAt: { } calledAt })
        {
            yield return new(WitnessSide.Served, WitnessHow.CallBack, order.ServedId, caller, calledAt);
        }
    }

    private static Witness Vouch(WitnessHow how, Guid? by, DateTimeOffset at) => new(WitnessSide.Site, how, by!.Value, by, at);
}
