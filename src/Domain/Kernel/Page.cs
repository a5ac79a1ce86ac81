namespace TimeBank;

/// <summary>Some rows and where to go on. Cursors are opaque to callers: hand back <paramref name="Next"/> unchanged.</summary>
/// <param name="Next">Null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public static class Page
{
    public const int GreatestSize = 200;

    /// <param name="rows">Read one beyond <paramref name="size"/>: the extra one only says that there is more.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, int size, Func<T, object> cursor) =>
        rows.Count > size ? new([.. rows.Take(size)], cursor(rows[size - 1]).ToString()) : new(rows, null);
}
