using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Kernel;

/// <summary>The clock that all tests trust.</summary>
public sealed class ManualClockTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Timers_fire_in_order_at_their_own_instants_and_never_by_themselves()
    {
        List<(string, double)> fired = [];
        using var late = Timer("late", 30, 0);
        using var often = Timer("often", 20, 20);
        using var gone = Timer("gone", 10, 0);
        gone.Dispose();
        Assert.Empty(fired);
        _clock.Advance(TimeSpan.FromMinutes(45));
        Assert.Equal([("often", 20), ("late", 30), ("often", 40)], fired);

        ITimer Timer(string name, int dueMinutes, int periodMinutes) => _clock.CreateTimer(
            _ => fired.Add((name, (_clock.GetUtcNow() - ManualClock.Monday).TotalMinutes)), null, TimeSpan.FromMinutes(dueMinutes), TimeSpan.FromMinutes(periodMinutes));
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock);
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Fact]
    public void Time_does_not_go_back() => Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));
}
