using System.ComponentModel.DataAnnotations;
using TimeBank.Menu;
using TimeBank.Orders;
using TimeBank.People;

namespace TimeBank.Api.Orders;

/// <summary>What a volunteer looks for in the pool; all of it may be absent.</summary>
public sealed record PoolForm
{
    [EnumDataType(typeof(ServiceField))] public ServiceField? Field { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>By when it begins.</summary>
    [EnumDataType(typeof(DayPart))] public DayPart? Part { get; init; }

    /// <summary>Only at the hours that the caller has said to be free.</summary>
    public bool? Free { get; init; }

    /// <summary>Also what the caller may not take now, each with what stands in the way.</summary>
    public bool? All { get; init; }

    [EnumDataType(typeof(PoolSort))] public PoolSort? Sort { get; init; }
    public Guid? Cursor { get; init; }
    [Range(1, Page.GreatestSize)] public int? Size { get; init; }

    public PoolSearch ToSearch() => new(Field, From, Until, Part, Free ?? false, All ?? false, Sort ?? PoolSort.Nearest, Cursor, Size ?? 50);
}
