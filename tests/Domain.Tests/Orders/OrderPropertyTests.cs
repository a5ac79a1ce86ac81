using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using TimeBank.Orders;

namespace TimeBank.Domain.Tests.Orders;

public sealed class OrderPropertyTests
{
    /// <summary>Random steps by random people on orders of one to four places, clock included. A story that breaks a promise is made shorter and told; tests/README.md says how to live it again.</summary>
    [Fact]
    public void Whatever_anybody_tries_whenever_an_order_keeps_its_promises()
    {
        if (Story.Wanted is { } wanted) { new LivedStory(wanted).Live(); return; }

        ConcurrentDictionary<string, int> reached = new();
        Prop.ForAll(Stories.OfLength(20, 120), story =>
        {
            var life = new LivedStory(story).Live();
            reached.AddOrUpdate(life.Order.State.ToString(), 1, (_, n) => n + 1);
            foreach (var e in life.Events.Select(e => e.GetType().Name).Distinct()) { reached.AddOrUpdate(e, 1, (_, n) => n + 1); }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

        // A property that never gets anywhere proves nothing.
        string[] notReached = [.. typeof(OrderEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(OrderEvent))).Select(t => t.Name)
            .Where(name => name != nameof(OrderPlaced) && !reached.ContainsKey(name))];
        Assert.Empty(notReached);
    }
}
