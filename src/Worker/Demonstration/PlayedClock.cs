namespace TimeBank.Worker.Demonstration;

/// <summary>The clock of a play. It stands where the play is; each piece of work can stand at an instant of its own meanwhile.</summary>
internal sealed class PlayedClock(DateTimeOffset begin) : TimeProvider
{
    private readonly AsyncLocal<DateTimeOffset?> _here = new();
    private DateTimeOffset _now = begin;

    public override DateTimeOffset GetUtcNow() => _here.Value ?? _now;

    /// <summary>For everybody; not while others are at work.</summary>
    public void MoveTo(DateTimeOffset instant) => _now = instant;

    /// <summary>For the caller's own flow, until it returns.</summary>
    public void StandAt(DateTimeOffset instant) => _here.Value = instant;
}
