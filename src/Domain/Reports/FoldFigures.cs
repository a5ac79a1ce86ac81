using TimeBank.Storage;

namespace TimeBank.Reports;

/// <summary>Takes rows of single sites into the sums of all areas they lie in (0020_statistics.sql). What is not folded yet is read beside the sums, so nobody waits for this.</summary>
public sealed class FoldFigures(TimeBankDb db)
{
    private const int BatchSize = 500;

    /// <summary>One round is short, so that a great backlog does not keep the schedule from its other work.</summary>
    private const int MostBatches = 20;

    /// <returns>How many rows were folded; other workers fold none meanwhile.</returns>
    public async Task<int> FoldAsync(CancellationToken ct)
    {
        var all = 0;
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var folded = await db.RowAsync<int>($"select fold_figures({BatchSize})", ct);
            all += folded;
            if (folded < BatchSize) { break; }
        }

        return all;
    }
}
