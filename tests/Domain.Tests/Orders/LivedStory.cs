using System.Text.Json;
using TimeBank.Events;
using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>A story lived in memory, against the pure rules alone. After each step all that was promised is looked at.</summary>
internal sealed class LivedStory(Story story)
{
    private static readonly Guid[] _volunteers = [Cast.Volunteer, Cast.Second, Cast.Third];

    /// <summary>The second volunteer's aunt is the second manager: she may not stand behind her nephew.</summary>
    private readonly OrderLife _life = An.Order(story.Places).WhereKin(Cast.Second, Cast.OtherManager);
    private readonly HashSet<Guid> _visitsThatDidHappen = [];
    private readonly List<string> _told = [];

    /// <summary>What was reached: a property that never gets anywhere proves nothing.</summary>
    public OrderLife Live()
    {
        foreach (var step in story.Steps) { Take(step); }
        return _life;
    }

    private void Take(Step step)
    {
        var order = _life.Order;
        _life.At(step.Until(order, _life.Now));
        var (who, action) = step.Deed == Step.Next ? StoryMoment.Next(part => OrderRules.Allowed(order, _life.FactsFor(PersonOf(part))), step) : (step.Who, Enum.Parse<OrderAction>(step.Deed));
        var person = PersonOf(who);
        StoryMoment moment = new(order, person, _life.Now, step.Pick, _volunteers, Cast.SisterStation, _ => OrderLife.Codes);
        if (moment.CommandFor(action) is not { } command) { return; }

        var before = OrderSnapshot.Of(order);
        var allowed = OrderRules.Allowed(order, _life.FactsFor(person)).Contains(new AllowedMove(action, command.SubjectId));
        var asked = _life.Ask(person, command);
        Hold(before == OrderSnapshot.Of(order), "Being asked changed the order.");
        var happened = _life.Events.Count;
        var refusal = _life.Try(person, command);
        var after = OrderSnapshot.Of(order);
        Tell(who, command, refusal, after);

        Hold(refusal == asked.Refusal || refusal?.Code == asked.Refusal?.Code, "The same question was answered otherwise.");
        Hold(refusal is null || happened < _life.Events.Count || before == after, "A refusal changed the order.");
        Hold(refusal is null || _life.Events.Skip(happened).All(e => e is CodeMissed), "A refusal let more happen than a missed code.");
        Hold(allowed || refusal is not null, "It was done, and was not among the moves allowed.");
        Hold(!allowed || refusal?.Code is not ("order.not_found" or "order.not_yours" or "order.not_now"), "It was among the moves allowed, and was refused for its state or its right.");
        _visitsThatDidHappen.UnionWith(before.Visits.Where(v => v.Value is AssignmentState.NoShow && after.Visits[v.Key] is AssignmentState.Served).Select(v => v.Key));
        Hold(OrderPromises.Broken(before, after));
        Hold(OrderPromises.Broken(order, ["order.placed.v1", .. _life.Events.Select(NameOf)], _visitsThatDidHappen));
        HoldVisits();
    }

    /// <summary>What the history says of each visit: at most one end, never before its beginning, and thin witness always waits for a second person.</summary>
    private void HoldVisits()
    {
        var facts = _life.FactsFor(null);
        foreach (var visit in _life.Order.Assignments)
        {
            var (arrived, left) = (_life.Events.FindIndex(e => e is CheckedIn c && c.AssignmentId == visit.Id), _life.Events.FindIndex(e => e is CheckedOut c && c.AssignmentId == visit.Id));
            Hold(left < 0 || (arrived >= 0 && arrived < left), "A visit ended that had not begun.");
            Hold(_life.Events.Count(e => e is CheckedOut c && c.AssignmentId == visit.Id) <= 1, "A visit ended twice: two records.");
            var waits = visit is { State: AssignmentState.Served, ApprovedById: null } && Witnesses.StandingOf(_life.Order, visit, facts) is Standing.Declared;
            Hold(waits == _life.Order.OpenCase(CaseKind.DeclaredMinutes, visit.Id) is not null, waits ? "Declared minutes wait for nobody." : "Verified minutes wait for a second person.");
        }
    }

    private void Hold(string? broken) => Hold(broken is null, broken ?? "");

    private void Hold(bool holds, string promise)
    {
        if (!holds) { throw new PromiseBroken(promise, story, _told); }
    }

    private void Tell(Part who, OrderCommand command, Refusal? refusal, OrderSnapshot after) =>
        _told.Add($"  {_life.Now:MM-dd HH:mm}  {who,-12} {What(command)} -> {refusal?.Code ?? after.State.ToString()}");

    private static string What(OrderCommand command) => $"{command.Action,-14} {string.Join(", ", Said(command))}";

    private static IEnumerable<string> Said(OrderCommand command) =>
        from said in JsonSerializer.SerializeToElement(command, command.GetType(), WireJson.Options).EnumerateObject()
        where said.Name is not ("orderId" or "action" or "seenVersion" or "subjectId") && said.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False)
        select $"{said.Name} {said.Value}";

    private static string NameOf(OrderEvent happened) => JsonSerializer.SerializeToElement(happened, WireJson.Options).GetProperty("type").GetString()!;

    private static Guid? PersonOf(Part part) => part switch
    {
        Part.Resident => Cast.Resident,
        Part.Volunteer => Cast.Volunteer,
        Part.Second => Cast.Second,
        Part.Third => Cast.Third,
        Part.Dispatcher => Cast.Dispatcher,
        Part.Colleague => Cast.Colleague,
        Part.Manager => Cast.Manager,
        Part.OtherManager => Cast.OtherManager,
        Part.Stranger => Cast.Stranger,
        Part.Worker => Cast.TheWorker,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
