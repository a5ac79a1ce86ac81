namespace TimeBank.Policies;

public enum CalendarDayKind { Holiday, Working }

/// <summary>A day on which the Chinese working calendar differs from Monday to Friday.</summary>
public sealed class CalendarDay
{
    public required DateOnly Day { get; init; }
    public required CalendarDayKind Kind { get; set; }
    public required string Name { get; set; }
}
