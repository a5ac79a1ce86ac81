namespace TimeBank.Storage;

/// <summary>A stretch of a longer list.</summary>
/// <param name="Next">Hand it back to go on from here; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>One row more than asked for was read: it says that there is a next page, and is not shown.</summary>
    public static Page<T> Of(IReadOnlyList<T> rows, int size, Func<T, string> cursor) =>
        rows.Count <= size ? new(rows, null) : new([.. rows.Take(size)], cursor(rows[size - 1]));
}
