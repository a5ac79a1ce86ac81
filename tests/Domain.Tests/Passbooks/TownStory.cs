using Microsoft.EntityFrameworkCore;
using TimeBank.Domain.Tests.Orders;
using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.Records;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Passbooks;

/// <summary>A story lived in a town: three orders at overlapping times, three volunteers, the real desks, crediting and corrections. After each step everything that was promised is looked at.</summary>
internal sealed class TownStory(Town town, Story story)
{
    /// <summary>The worker credits what is due.</summary>
    public const string Credit = "Credit";

    /// <summary>A record of a closed order is corrected; of the two managers one proposes and the other approves.</summary>
    public const string Correct = "Correct";

    /// <summary>So low that an ordinary story reaches it.</summary>
    public const long Cap = 60;

    /// <summary>Passbooks of the town's county hold no more than <see cref="Cap"/>.</summary>
    public static Task CapAsync(Town town) => town.Postgres.RunAsync(
        $"""
        insert into policies (id, site_id, valid_from, rate_percent, rounding_minutes, balance_cap_minutes, not_home_minutes, danger_minutes, utilities_minutes,
            ordinary_days, offer_minutes, grace_minutes, rating_days, reopen_days)
        select gen_random_uuid(), {town.County.Id}, valid_from, rate_percent, rounding_minutes, {Cap}, not_home_minutes, danger_minutes, utilities_minutes,
            ordinary_days, offer_minutes, grace_minutes, rating_days, reopen_days from policies where site_id is null
        """);

    private readonly List<string> _told = [];
    private readonly List<Guid> _orders = [];
    private readonly HashSet<Guid> _visitsThatDidHappen = [];
    private Guid[] _volunteers = [];
    private Guid _stranger;
    private IReadOnlyList<Difference> _differedBefore = [];

    /// <summary>How many minutes reached a passbook or a fund: a story that never gets there proves little.</summary>
    public async Task<long> LiveAsync()
    {
        _volunteers = [await town.VolunteerAsync("甲"), await town.VolunteerAsync("乙"), await town.VolunteerAsync("丙")];
        _stranger = await town.PersonAsync("路人");
        _differedBefore = await DifferencesAsync();   // what a story before this one broke is not this one's
        await BeginAsync();
        foreach (var step in story.Steps) { await TakeAsync(step); }
        return (await town.Postgres.ReadAsync<long>($"select coalesce(sum(t.amount_minutes), 0) as \"Value\" from time_transfers t join service_records r on r.id = t.cause_id where r.person_id = any({_volunteers})")).Single();
    }

    /// <summary>One order was served and waits for its rating, one has been accepted and its time has come, one overlaps it and nobody is asked yet: a short story gets to the passbooks.</summary>
    private async Task BeginAsync()
    {
        var (from, volunteers) = (town.Clock.GetUtcNow().AddHours(24), _volunteers.Take(story.Places).ToList());
        _orders.AddRange([await AcceptedAsync(from, volunteers), await AcceptedAsync(from.AddHours(2), volunteers), await town.PlacedAsync(from: from.AddHours(3))]);
        town.Clock.MoveTo(from);
        var visits = (await ReadAsync(_orders[0])).Assignments;
        foreach (var visit in visits) { await town.DoAsync(visit.PersonId, new CheckInVisit(_orders[0], visit.Id, town.CodesOf(visit.Id).Start)); }
        town.Clock.Advance(TimeSpan.FromMinutes(70));
        foreach (var visit in visits) { await town.DoAsync(visit.PersonId, new CheckOutVisit(_orders[0], visit.Id, town.CodesOf(visit.Id).End, VisitOutcome.Done)); }
    }

    private async Task<Guid> AcceptedAsync(DateTimeOffset from, List<Guid> by)
    {
        var order = await town.PlacedAsync(places: by.Count, from: from);
        foreach (var volunteer in by) { await town.AcceptedAsync(order, volunteer); }
        return order;
    }

    private async Task TakeAsync(Step step)
    {
        var id = _orders[step.Pick / 5 % _orders.Count];
        var before = await ReadAsync(id);
        town.Clock.MoveTo(step.Until(before, town.Clock.GetUtcNow()));
        var snapshot = OrderSnapshot.Of(before);
        if (await DoAsync(step, before) is not { } answer) { return; }

        var after = await ReadAsync(id);
        Tell($"{answer} -> {after.State}");
        _visitsThatDidHappen.UnionWith(snapshot.Visits.Where(v => v.Value is AssignmentState.NoShow && after.AssignmentOf(v.Key)!.State is AssignmentState.Served).Select(v => v.Key));
        Hold(OrderPromises.Broken(snapshot, OrderSnapshot.Of(after)));
        Hold(OrderPromises.Broken(after, await town.Postgres.ReadAsync<string>($"select name as \"Value\" from order_events where order_id = {id} order by version"), _visitsThatDidHappen));
        foreach (var broken in await town.Postgres.ReadAsync<string>(TownPromises.Broken(_volunteers, Cap))) { Hold(broken); }
        Hold((await DifferencesAsync()).Except(_differedBefore).FirstOrDefault()?.ToString());
        await HoldCodesAsync(id);
    }

    /// <returns>What was done and the refusal, if it was one; null: there was nothing to do it to.</returns>
    private async Task<string?> DoAsync(Step step, Order order)
    {
        if (step.Deed == Credit) { return $"Worker credits {await town.CreditAsync(1 + (step.Pick % 3))}"; }
        if (step.Deed == Correct) { return await CorrectAsync(step.Pick); }
        var (who, action) = step.Deed == Step.Next ? StoryMoment.Next(part => AllowedTo(part, order), step) : (step.Who, Enum.Parse<OrderAction>(step.Deed));
        var person = PersonOf(who);
        StoryMoment moment = new(order, person, town.Clock.GetUtcNow(), step.Pick, _volunteers, town.OtherStation.Id, town.CodesOf);
        if (moment.CommandFor(action) is not { } command) { return null; }
        var answer = await town.TryAsync(person, command);
        if (answer is Outcome<OrderReceipt>.Done { Value.MadeId: { } made } && command is ReopenOrder) { _orders[_orders.IndexOf(order.Id)] = made; }
        return $"{_orders.IndexOf(order.Id) + 1}. {who} {action} {(answer as Outcome<OrderReceipt>.Refused)?.Why.Code}";
    }

    private async Task<string?> CorrectAsync(int pick)
    {
        var records = await town.Postgres.ReadAsync<Guid>($"select r.id as \"Value\" from service_records r join orders o on o.id = r.order_id where not r.superseded and o.closed_at is not null and r.person_id = any({_volunteers}) order by r.id");
        if (records.Count == 0) { return null; }
        var record = records[pick % records.Count];
        var proposed = await CorrectionAsync(town.Manager, (c, key) => c.ProposeAsync(key, town.Manager, new(record, pick % 120, CorrectionReason.WrongTimes), default));
        if (!proposed.IsDone(out var correction, out var no)) { return $"Manager corrects a record to {pick % 120}: {no.Code}"; }
        var approved = await CorrectionAsync(town.SecondManager, (c, key) => c.ApproveAsync(key, town.SecondManager, correction.Id, default));
        return $"Managers correct a record to {pick % 120} {(approved as Outcome<CorrectionReceipt>.Refused)?.Why.Code}";
    }

    private Task<Outcome<CorrectionReceipt>> CorrectionAsync(Guid by, Func<CorrectRecord, CommandKey, Task<Outcome<CorrectionReceipt>>> ask) =>
        Town.In<CorrectRecord, Outcome<CorrectionReceipt>>(town.Api, c => ask(c, CommandKey.Fresh(by, town.Clock.GetUtcNow())));

    /// <summary>The end code is nobody's before check-in, and no code is ever the staff's or the volunteers'.</summary>
    private async Task HoldCodesAsync(Guid id)
    {
        var (seenByResident, seenByStaff) = (await town.SeeAsync(id, town.Resident), await town.SeeAsync(id, town.Manager));
        Hold(seenByResident.Assignments.Any(a => a.EndCode is not null && a.CheckedInAt is null) ? "The end code was shown before check-in." : null);
        Hold(seenByStaff.Assignments.Any(a => a.StartCode is not null || a.EndCode is not null) ? "Staff saw a code." : null);
    }

    private async Task<Order> ReadAsync(Guid id)
    {
        await using var db = Postgres.Open(town.Postgres.Owner);
        return await db.Orders.AsNoTracking().Include(o => o.Offers).Include(o => o.Assignments).Include(o => o.Cases).AsSingleQuery().SingleAsync(o => o.Id == id);
    }

    private Task<IReadOnlyList<Difference>> DifferencesAsync() => Town.In<Reconciliation, IReadOnlyList<Difference>>(town.Worker, r => r.FindAsync(default));

    private IReadOnlyList<AllowedMove> AllowedTo(Part part, Order order)
    {
        var person = PersonOf(part);
        var relation = part switch
        {
            Part.Worker => Relation.Worker,
            Part.Dispatcher or Part.Colleague => Relation.Dispatcher,
            Part.Manager or Part.OtherManager => Relation.Dispatcher | Relation.Manager,
            Part.Resident => Relation.Orderer,
            Part.Stranger => Relation.None,
            _ => Relation.Offered | (order.Assignments.Any(a => a.PersonId == person) ? Relation.Assigned : Relation.None),
        };
        return OrderRules.Allowed(order, new() { Now = town.Clock.GetUtcNow(), CallerId = person, Relation = relation, Policy = An.Policy, GreatestMinutes = new(town.Escort.GreatestMinutes) });
    }

    private Guid? PersonOf(Part part) => part switch
    {
        Part.Resident => town.Resident,
        Part.Volunteer => _volunteers[0],
        Part.Second => _volunteers[1],
        Part.Third => _volunteers[2],
        Part.Dispatcher => town.Dispatcher,
        Part.Colleague => town.SecondDispatcher,
        Part.Manager => town.Manager,
        Part.OtherManager => town.SecondManager,
        Part.Stranger => _stranger,
        Part.Worker => null,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    private void Tell(string what) => _told.Add($"  {town.Clock.GetUtcNow():MM-dd HH:mm}  {what}");

    private void Hold(string? broken)
    {
        if (broken is not null) { throw new PromiseBroken(broken, story, _told); }
    }
}
