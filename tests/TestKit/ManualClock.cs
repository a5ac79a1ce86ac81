namespace TimeBank.TestKit;

/// <summary>Time stands still until a test moves it; timers and delays that fall due then fire in order, so nothing sleeps.</summary>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>A Monday morning at the practice station: 2026-11-23 09:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = now;

    public ManualClock() : this(Monday) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() { lock (_gate) { return _now; } }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    /// <exception cref="ArgumentOutOfRangeException">Time does not go back.</exception>
    public void MoveTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, GetUtcNow());
        while (NextDue(instant) is { } timer) { timer.Fire(); }
        lock (_gate) { _now = instant; }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the earliest timer that is due by then, if there is one.</summary>
    private ManualTimer? NextDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.DueAt <= until).MinBy(t => t.DueAt);
            if (next is not null && next.DueAt > _now) { _now = next.DueAt.Value; }
            next?.SetNext();
            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? DueAt { get; private set; }

        public void Fire() => fire();

        public void SetNext() => DueAt = _period > TimeSpan.Zero ? DueAt + _period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                (_period, DueAt) = (period, dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime);
                if (!clock._timers.Contains(this)) { clock._timers.Add(this); }
            }

            // A timer that is due at once does not wait for the next move.
            if (dueTime == TimeSpan.Zero) { clock.MoveTo(clock.GetUtcNow()); }
            return true;
        }

        public void Dispose() { lock (clock._gate) { clock._timers.Remove(this); } }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
