using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Passbooks;

/// <param name="What">For the log and for people: which of its parts no longer follows from the transfers.</param>
public sealed record SealFault(int Number, string What);

/// <summary>Every night each transfer that nobody can come before any more is sealed; recomputing the seals names the night whose transfers were changed.</summary>
public sealed class DailySeal(TimeBankDb db, TimeProvider clock)
{
    private const long LockNumber = 7311;

    /// <returns>Null when there was nothing to seal.</returns>
    public async Task<Seal?> SealAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockNumber})", ct);
        var previous = (await SealsAsync(ct)).LastOrDefault(Seal.None);
        MerkleTree tree = new();
        TimeTransfer? last = null;
        // Sequence order is not commit order: only below the snapshot's xmin has every transfer been seen that ever will be.
        var unsealed = db.TimeTransfers.FromSql(
            $"""
            select * from time_transfers
            where (xid, seq) > ({previous.XidText}::xid8, {previous.UpToSeq}) and xid < pg_snapshot_xmin(pg_current_snapshot())
            order by xid, seq
            """);
        await foreach (var transfer in unsealed.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            AddLeaf(tree, transfer);
            last = transfer;
        }

        if (last is null) { return null; }
        var seal = Seal.After(previous, tree, last, clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into seals (number, sealed_at, up_to_xid, up_to_seq, leaves, root, chain)
            values ({seal.Number}, {seal.SealedAt}, {seal.XidText}::xid8, {seal.UpToSeq}, {seal.Leaves}, {seal.Root}, {seal.Chain})
            """,
            ct);
        await transaction.CommitAsync(ct);
        return seal;
    }

    /// <summary>Recomputes every seal from the transfers as they are now.</summary>
    public async Task<IReadOnlyList<SealFault>> VerifyAsync(CancellationToken ct)
    {
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var seals = await SealsAsync(ct);
        if (seals.Count == 0) { return []; }
        var newest = seals[^1];
        var trees = seals.Select(_ => new MerkleTree()).ToList();
        var current = 0;
        var transfers = db.TimeTransfers.FromSql(
            $"select * from time_transfers where (xid, seq) <= ({newest.XidText}::xid8, {newest.UpToSeq}) order by xid, seq");
        await foreach (var transfer in transfers.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            while (!seals[current].Covers(transfer)) { current++; }
            AddLeaf(trees[current], transfer);
        }

        return [.. seals.SelectMany((seal, i) => Compare(seal, i == 0 ? Seal.None : seals[i - 1], trees[i]))];
    }

    private static IEnumerable<SealFault> Compare(Seal seal, Seal previous, MerkleTree tree)
    {
        if (tree.Leaves != seal.Leaves) { yield return new(seal.Number, $"it covers {seal.Leaves} transfers, now there are {tree.Leaves}"); }
        else if (!tree.Root().AsSpan().SequenceEqual(seal.Root)) { yield return new(seal.Number, "a transfer in it was changed"); }
        if (seal.Number != previous.Number + 1) { yield return new(seal.Number, $"the seal before it is number {previous.Number}"); }
        if (!seal.ChainAfter(previous).AsSpan().SequenceEqual(seal.Chain)) { yield return new(seal.Number, "it does not follow from the seal before it"); }
    }

    private static void AddLeaf(MerkleTree tree, TimeTransfer transfer)
    {
        Span<byte> leaf = stackalloc byte[TransferLeaf.Length];
        TransferLeaf.Write(transfer, leaf);
        tree.Add(leaf);
    }

    private async Task<IReadOnlyList<Seal>> SealsAsync(CancellationToken ct)
    {
        var rows = await db.RowsAsync<Row>(
            $"select number, sealed_at as SealedAt, up_to_xid::text as UpToXid, up_to_seq as UpToSeq, leaves, root, chain from seals order by number", ct);
        return [.. rows.Select(r => new Seal(r.Number, r.SealedAt, ulong.Parse(r.UpToXid, CultureInfo.InvariantCulture), r.UpToSeq, r.Leaves, r.Root, r.Chain))];
    }

    private sealed record Row(int Number, DateTimeOffset SealedAt, string UpToXid, long UpToSeq, long Leaves, byte[] Root, byte[] Chain);
}
