using System.Buffers.Binary;

namespace TimeBank.Passbooks;

/// <summary>A transfer's bytes in the seal's Merkle tree. They can never change: sealed rows cannot be sealed anew.</summary>
/// <remarks>
/// 86 bytes, integers big-endian, ids in the order in which they are written:
/// <code>
///  0   1  version of this form: 1
///  1   8  xid, unsigned
///  9   8  seq
/// 17  16  debit account
/// 33  16  credit account
/// 49   4  minutes
/// 53   1  reason: 1 Credit, 2 Excess, 3 Hold, 4 Take, 5 Release, 6 Fund, 7 Gift, 8 Return, 9 Reversal
/// 54  16  cause
/// 70   8  occurred_at, microseconds since 1970-01-01T00:00:00Z
/// 78   8  recorded_at, likewise
/// </code>
/// </remarks>
public static class TransferLeaf
{
    public const int Length = 86;
    private const byte Form = 1;

    /// <param name="leaf">At least <see cref="Length"/> bytes.</param>
    public static void Write(TimeTransfer transfer, Span<byte> leaf)
    {
        leaf[0] = Form;
        BinaryPrimitives.WriteUInt64BigEndian(leaf[1..], transfer.Xid);
        BinaryPrimitives.WriteInt64BigEndian(leaf[9..], transfer.Seq);
        transfer.DebitAccountId.TryWriteBytes(leaf[17..], bigEndian: true, out _);
        transfer.CreditAccountId.TryWriteBytes(leaf[33..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(leaf[49..], transfer.AmountMinutes.Count);
        leaf[53] = CodeOf(transfer.Reason);
        transfer.CauseId.TryWriteBytes(leaf[54..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(leaf[70..], MicrosecondsOf(transfer.OccurredAt));
        BinaryPrimitives.WriteInt64BigEndian(leaf[78..], MicrosecondsOf(transfer.RecordedAt));
    }

    private static byte CodeOf(TransferReason reason) => reason switch
    {
        TransferReason.Credit => 1,
        TransferReason.Excess => 2,
        TransferReason.Hold => 3,
        TransferReason.Take => 4,
        TransferReason.Release => 5,
        TransferReason.Fund => 6,
        TransferReason.Gift => 7,
        TransferReason.Return => 8,
        TransferReason.Reversal => 9,
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    private static long MicrosecondsOf(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
}
