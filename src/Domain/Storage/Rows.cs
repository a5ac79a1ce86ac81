using Microsoft.EntityFrameworkCore;

namespace TimeBank.Storage;

/// <summary>Plain SQL into records, run as written: EF would wrap a composed query in another and then need every name in quotes.
/// Columns meet properties by name without regard to case, so <c>site_id as SiteId</c>.</summary>
public static class Rows
{
    public static Task<List<T>> RowsAsync<T>(this TimeBankDb db, FormattableString sql, CancellationToken ct) => db.Database.SqlQuery<T>(sql).ToListAsync(ct);

    /// <summary>For a query put together from fixed parts; values go in as {0}, {1} and never as text. A name of its own: an interpolated text would choose it.</summary>
    public static Task<List<T>> ComposedRowsAsync<T>(this TimeBankDb db, string sql, CancellationToken ct, params object?[] values) =>
        db.Database.SqlQueryRaw<T>(sql, [.. values.Select(v => v ?? DBNull.Value)]).ToListAsync(ct);

    /// <exception cref="InvalidOperationException">The query did not give exactly one row.</exception>
    public static async Task<T> RowAsync<T>(this TimeBankDb db, FormattableString sql, CancellationToken ct) => (await db.RowsAsync<T>(sql, ct)).Single();
}
