namespace TimeBank.Deploy.Tests;

/// <summary>What a person sees first. The one test in which real time passes: a begun minute does not count, so the play takes one.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task On_an_empty_machine_one_order_becomes_minutes_in_a_passbook()
    {
        await using var machine = await Deployment.PrepareAsync();
        var said = (await machine.ScriptAsync("up.sh", "--demo")).Is(0);
        Assert.Contains("All of it happened", said.Text, StringComparison.Ordinal);
        Assert.EndsWith("stopped", said.Text.TrimEnd(), StringComparison.Ordinal);
    }
}
