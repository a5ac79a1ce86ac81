using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace TimeBank.Passbooks;

/// <summary>One night's seal: the root over the transfers since the last one, chained to it. Whoever keeps a copy of one chain value can notice any later change before it.</summary>
/// <param name="UpToXid">With <paramref name="UpToSeq"/>: the last transfer in it, in the order (xid, seq).</param>
public sealed record Seal(int Number, DateTimeOffset SealedAt, ulong UpToXid, long UpToSeq, long Leaves, byte[] Root, byte[] Chain)
{
    /// <summary>Before the first: 32 zero bytes.</summary>
    public static readonly Seal None = new(0, default, 0, 0, 0, [], new byte[SHA256.HashSizeInBytes]);

    public static Seal After(Seal previous, MerkleTree tree, TimeTransfer last, DateTimeOffset now)
    {
        Seal seal = new(previous.Number + 1, now, last.Xid, last.Seq, tree.Leaves, tree.Root(), []);
        return seal with { Chain = seal.ChainAfter(previous) };
    }

    /// <summary>SHA-256 of: the previous chain (32 bytes), number (4), root (32), leaves (8), up_to xid (8), up_to seq (8); big-endian.</summary>
    public byte[] ChainAfter(Seal previous)
    {
        Span<byte> link = stackalloc byte[92];
        previous.Chain.CopyTo(link);
        BinaryPrimitives.WriteInt32BigEndian(link[32..], Number);
        Root.CopyTo(link[36..]);
        BinaryPrimitives.WriteInt64BigEndian(link[68..], Leaves);
        BinaryPrimitives.WriteUInt64BigEndian(link[76..], UpToXid);
        BinaryPrimitives.WriteInt64BigEndian(link[84..], UpToSeq);
        return SHA256.HashData(link);
    }

    public bool Covers(TimeTransfer transfer) => transfer.Xid < UpToXid || (transfer.Xid == UpToXid && transfer.Seq <= UpToSeq);

    internal string XidText => UpToXid.ToString(CultureInfo.InvariantCulture);
}
