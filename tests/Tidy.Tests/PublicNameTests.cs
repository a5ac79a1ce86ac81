using System.Reflection;
using System.Text.Json.Serialization;
using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Tidy.Tests;

/// <summary>Names that programs outside rely on: one thing each, for ever.</summary>
public sealed class PublicNameTests
{
    private static readonly Assembly[] _assemblies =
        [.. new[] { "TimeBank.Domain", "TimeBank.Api", "TimeBank.Worker" }.Select(name => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")))];

    private static readonly Refusal[] _refusals = [.. _assemblies.SelectMany(Refusals.In)];

    [Fact]
    public void Each_refusal_has_a_code_of_its_own() => Assert.Empty(_refusals.GroupBy(refusal => refusal.Code).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Each_refusal_says_what_is_wrong_in_both_languages()
    {
        Assert.NotEmpty(_refusals);
        Assert.All(_refusals, refusal =>
        {
            Assert.Matches("^[a-z][a-z_]*\\.[a-z][a-z_0-9]*$", refusal.Code);
            Assert.Matches("^[A-Z].*[.!?]$", refusal.English);
            Assert.Matches("[一-鿿].*[。？！]$", refusal.Chinese);
        });
    }

    [Fact]
    public void Each_event_has_a_wire_name_of_its_own_and_a_version()
    {
        var named = _assemblies.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)).ToList();
        Assert.NotEmpty(named);
        Assert.Equal(named.Count, named.Select(derived => derived.TypeDiscriminator).Distinct().Count());
        Assert.All(named, derived => Assert.Matches("^[a-z]+\\.[a-z_]+\\.v[0-9]+$", (string)derived.TypeDiscriminator!));
    }

    [Fact]
    public void Each_order_event_can_be_written_down() => Assert.Equal(
        typeof(OrderEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OrderEvent))).Select(type => type.Name).Order(StringComparer.Ordinal),
        typeof(OrderEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => derived.DerivedType.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_action_has_one_command() => Assert.Equal(
        Enum.GetNames<OrderAction>().Length, typeof(OrderCommand).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(OrderCommand))));
}
