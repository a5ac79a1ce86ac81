using TimeBank.Storage;

namespace TimeBank.Reports;

/// <summary>Roll-ups of whole subtrees, summed up from the sites' own a little later; what is not summed up yet is added whenever somebody looks, so being late costs time and never a number.</summary>
public sealed class TreeRolls(TimeBankDb db)
{
    /// <summary>Whoever sums up is alone; another that comes meanwhile does nothing. Each round is a transaction of its own.</summary>
    public async Task SumUpAsync(CancellationToken ct)
    {
        while (await db.RowAsync<bool>($"select sum_up()", ct)) { }
    }
}
