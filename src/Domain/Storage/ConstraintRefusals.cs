using Microsoft.EntityFrameworkCore;
using Npgsql;
using TimeBank.Orders;
using TimeBank.Records;

namespace TimeBank.Storage;

/// <summary>A broken constraint with a name is a refusal; one without a refusal is a bug and stays loud.</summary>
public static class ConstraintRefusals
{
    private static readonly Dictionary<string, Refusal> _byName = new()
    {
        ["assignments_overlap"] = OrderRefusals.Busy,
        ["assignments_live_once"] = OrderRefusals.OfferAlready,
        ["offers_live_once"] = OrderRefusals.OfferAlready,
        ["service_intervals_overlap"] = RecordRefusals.Overlap,
        ["orders_follow_once"] = OrderRefusals.ReopenedAlready,
        ["corrections_open_once"] = RecordRefusals.CorrectionOpen,
        ["commands_pkey"] = Once.InFlight,
        ["ratings_pkey"] = OrderRefusals.AlreadyRated,
    };

    public static Refusal? For(Exception broken) =>
        (broken as PostgresException ?? (broken as DbUpdateException)?.InnerException as PostgresException) is { ConstraintName: { } name }
            ? _byName.GetValueOrDefault(name)
            : null;
}
