using System.Numerics;
using System.Security.Cryptography;

namespace TimeBank.Passbooks;

/// <summary>The Merkle tree hash of RFC 6962 §2.1, one leaf after the other: millions of leaves, a few dozen hashes in memory.</summary>
public sealed class MerkleTree
{
    private const byte LeafMark = 0;
    private const byte NodeMark = 1;

    /// <summary>Roots of the whole subtrees so far, largest first: one per bit that is set in <see cref="Leaves"/>.</summary>
    private readonly Stack<byte[]> _subtrees = new();

    public long Leaves { get; private set; }

    public void Add(ReadOnlySpan<byte> leaf)
    {
        Span<byte> marked = stackalloc byte[leaf.Length + 1];
        marked[0] = LeafMark;
        leaf.CopyTo(marked[1..]);
        var hash = SHA256.HashData(marked);
        for (var full = BitOperations.TrailingZeroCount(~Leaves); full > 0; full--) { hash = Join(_subtrees.Pop(), hash); }
        _subtrees.Push(hash);
        Leaves++;
    }

    /// <summary>The root over all leaves so far; of none, the hash of nothing.</summary>
    public byte[] Root() => _subtrees.Count == 0 ? SHA256.HashData([]) : _subtrees.Aggregate((right, left) => Join(left, right));

    private static byte[] Join(byte[] left, byte[] right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        node[0] = NodeMark;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(node);
    }
}
