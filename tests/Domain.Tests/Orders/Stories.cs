using FsCheck;
using FsCheck.Fluent;
using TimeBank.Orders;
using static TimeBank.Domain.Tests.Orders.Part;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>Makes stories that get somewhere: mostly the deed of somebody whose deed it is, mostly soon after the last; now and then anything by anybody.</summary>
internal static class Stories
{
    private const int PicksOneOf = 1000;

    private static readonly Part[] _volunteers = [Volunteer, Second, Third];
    private static readonly Part[] _dispatchers = [Dispatcher, Colleague, Manager];
    private static readonly Part[] _managers = [Manager, OtherManager];

    /// <summary>Who usually does it, and how often it is tried.</summary>
    private static readonly Dictionary<string, (int Weight, Part[] Who)> _orderDeeds = new()
    {
        [Step.Next] = (250, Enum.GetValues<Part>()),
        [nameof(OrderAction.Dispatch)] = (24, _dispatchers),
        [nameof(OrderAction.Accept)] = (40, _volunteers),
        [nameof(OrderAction.CheckIn)] = (40, [.. _volunteers, Dispatcher]),
        [nameof(OrderAction.CheckOut)] = (40, [.. _volunteers, Dispatcher]),
        [nameof(OrderAction.GiveBack)] = (4, [.. _volunteers, Dispatcher]),
        [nameof(OrderAction.Late)] = (6, [.. _volunteers, Dispatcher]),
        [nameof(OrderAction.Decline)] = (2, _volunteers),
        [nameof(OrderAction.Undo)] = (2, _dispatchers),
        [nameof(OrderAction.Recall)] = (2, _dispatchers),
        [nameof(OrderAction.Lapse)] = (4, [Part.Worker]),
        [nameof(OrderAction.NoShow)] = (16, _dispatchers),
        [nameof(OrderAction.MissedCheckOut)] = (16, [Part.Worker]),
        [nameof(OrderAction.Settle)] = (16, _managers),
        [nameof(OrderAction.Approve)] = (24, _managers),
        [nameof(OrderAction.Rate)] = (10, [Resident, Resident, Dispatcher]),
        [nameof(OrderAction.Timeout)] = (4, [Part.Worker]),
        [nameof(OrderAction.CallBack)] = (6, _dispatchers),
        [nameof(OrderAction.Resolve)] = (12, _managers),
        [nameof(OrderAction.CloseCase)] = (3, _dispatchers),
        [nameof(OrderAction.Change)] = (3, [Resident, Dispatcher]),
        [nameof(OrderAction.Withdraw)] = (1, [Resident, Dispatcher]),
        [nameof(OrderAction.Reject)] = (1, _dispatchers),
        [nameof(OrderAction.Forward)] = (1, _dispatchers),
        [nameof(OrderAction.Return)] = (1, _dispatchers),
        [nameof(OrderAction.Report)] = (2, [Resident, .. _volunteers]),
        [nameof(OrderAction.FindNobody)] = (4, [Part.Worker]),
        [nameof(OrderAction.Reopen)] = (1, [Resident, Dispatcher]),
    };

    private static readonly Gen<int> _waits = Gen.Frequency(
        (60, Gen.Constant(0)), (12, Gen.Choose(1, 15)), (12, Gen.Choose(16, 45)), (4, Gen.Choose(46, 120)), (10, Gen.Constant(Step.ToThePlan)), (3, Gen.Constant(130)), (1, Gen.Constant(1500)), (1, Gen.Constant(4500)));

    public static int WeightOf(OrderAction action) => _orderDeeds[action.ToString()].Weight;

    /// <param name="more">What the stage knows besides the orders' own actions: deed, how often, by whom.</param>
    public static Arbitrary<Story> OfLength(int least, int most, params (string Deed, int Weight, Part[] Who)[] more)
    {
        var deeds = _orderDeeds.Select(d => (Deed: d.Key, d.Value.Weight, d.Value.Who)).Concat(more).ToArray();
        var step = from deed in Gen.Frequency(deeds.Select(d => (d.Weight, Gen.Constant(d))))
                   from who in Gen.Frequency((9, Gen.Elements(deed.Who)), (1, Gen.Elements(Enum.GetValues<Part>())))
                   from wait in _waits
                   from pick in Gen.Choose(0, PicksOneOf - 1)
                   select new Step(wait, who, deed.Deed, pick);
        var story = from places in Gen.Choose(1, 4)
                    from length in Gen.Choose(least, most)
                    from steps in Gen.ListOf(step, length)
                    select new Story(places, [.. steps]);
        return Arb.From(story, Shorter);
    }

    /// <summary>Without a half, a quarter … and at last without single steps.</summary>
    private static IEnumerable<Story> Shorter(Story story)
    {
        for (var size = story.Steps.Count / 2; size > 0; size /= 2)
        {
            for (var from = 0; from < story.Steps.Count; from += size) { yield return story with { Steps = [.. story.Steps.Take(from), .. story.Steps.Skip(from + size)] }; }
        }

        if (story.Places > 1) { yield return story with { Places = story.Places - 1 }; }
    }
}
