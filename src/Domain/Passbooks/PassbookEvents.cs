using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TimeBank.Events;

namespace TimeBank.Passbooks;

/// <summary>What the world hears of passbooks. Transfers are their own outbox: no row is written besides.</summary>
public static class PassbookEvents
{
    public const string Issued = "passbook.issued.v1";
    public const string Credited = "minutes.credited.v1";
    public const string Reversed = "minutes.reversed.v1";

    /// <summary>What a new passbook's event carries; its subject is the passbook.</summary>
    public sealed record Opened(Guid PersonId, Guid SiteId);

    /// <summary>What a transfer's event carries.</summary>
    /// <param name="CauseId">The service record, or the correction that raised or lowered it.</param>
    public sealed record Moved(int Minutes, Guid CauseId, Guid DebitAccountId, Guid CreditAccountId, DateTimeOffset OccurredAt);

    public static string NameOf(TransferReason reason) => reason switch
    {
        TransferReason.Credit => Credited,
        TransferReason.Excess => "minutes.capped.v1",
        TransferReason.Hold => "minutes.held.v1",
        TransferReason.Take => "minutes.taken.v1",
        TransferReason.Release => "minutes.released.v1",
        TransferReason.Fund => "minutes.funded.v1",
        TransferReason.Gift => "minutes.gifted.v1",
        TransferReason.Return => "minutes.returned.v1",
        TransferReason.Reversal => Reversed,
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <param name="subject">The passbook, or the site whose fund it is.</param>
    public static RecordedEvent Of(TimeTransfer transfer, Guid subject) => new(
        IdOf(transfer.Xid, transfer.Seq), NameOf(transfer.Reason), subject, transfer.Seq, transfer.RecordedAt,
        JsonSerializer.SerializeToElement(
            new Moved(transfer.AmountMinutes.Count, transfer.CauseId, transfer.DebitAccountId, transfer.CreditAccountId, transfer.OccurredAt), WireJson.Options));

    /// <summary>From what the row is called in the ledger, so that a retold transfer is the same event.</summary>
    private static Guid IdOf(ulong xid, long seq) =>
        new(SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"transfer/{xid}/{seq}"))).AsSpan(0, 16));
}
