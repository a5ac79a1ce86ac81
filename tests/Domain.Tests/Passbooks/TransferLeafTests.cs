using TimeBank.Passbooks;

namespace TimeBank.Domain.Tests.Passbooks;

public sealed class TransferLeafTests
{
    private static readonly TimeTransfer _transfer = new()
    {
        Xid = 0x1122334455667788,
        Seq = 0x0102030405060708,
        DebitAccountId = TimeAccount.IssuanceId,
        CreditAccountId = new("0193b2a0-1111-7222-8333-444455556666"),
        AmountMinutes = new Minutes(95),
        Reason = TransferReason.Credit,
        CauseId = new("0193b2a0-aaaa-7bbb-8ccc-ddddeeeeffff"),
        OccurredAt = new DateTimeOffset(2026, 11, 23, 10, 35, 0, TimeSpan.FromHours(8)),
        RecordedAt = DateTimeOffset.UnixEpoch.AddMicroseconds(1_795_401_600_123_456),
    };

    /// <summary>If this ever fails, sealed transfers can no longer be verified: mend the code, not the test.</summary>
    [Fact]
    public void Its_bytes_never_change()
    {
        Span<byte> leaf = stackalloc byte[TransferLeaf.Length];
        TransferLeaf.Write(_transfer, leaf);

        Assert.Equal(
            "01" + "1122334455667788" + "0102030405060708"
            + "00000000000070008000000000000000" + "0193b2a01111722283334444" + "55556666"
            + "0000005f" + "01" + "0193b2a0aaaa7bbb8cccddddeeeeffff"
            + "000660e870b73d00" + "000660e8829ac240",
            Convert.ToHexStringLower(leaf));
    }

    [Theory]
    [InlineData(TransferReason.Credit, 1)]
    [InlineData(TransferReason.Excess, 2)]
    [InlineData(TransferReason.Hold, 3)]
    [InlineData(TransferReason.Take, 4)]
    [InlineData(TransferReason.Release, 5)]
    [InlineData(TransferReason.Fund, 6)]
    [InlineData(TransferReason.Gift, 7)]
    [InlineData(TransferReason.Return, 8)]
    [InlineData(TransferReason.Reversal, 9)]
    public void Each_reason_has_its_number(TransferReason reason, byte number)
    {
        Span<byte> leaf = stackalloc byte[TransferLeaf.Length];
        TransferLeaf.Write(new()
        {
            DebitAccountId = default,
            CreditAccountId = default,
            AmountMinutes = new Minutes(1),
            Reason = reason,
            CauseId = default,
            OccurredAt = default,
        }, leaf);
        Assert.Equal(number, leaf[53]);
    }
}
