using Microsoft.EntityFrameworkCore;
using Npgsql;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Policies;
using TimeBank.Records;
using TimeBank.Sites;

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
        ["sites_code"] = SiteRefusals.CodeTaken,
        ["policies_once"] = PolicyRefusals.Already,
        ["persons_id_number"] = PersonRefusals.IdNumberTaken,
        ["appointments_once"] = PersonRefusals.AppointedAlready,
        ["cases_reported_once"] = OrderRefusals.ReportedAlready,
        ["person_blocks_pkey"] = PersonRefusals.ApartAlready,
        ["relatives_pkey"] = PersonRefusals.RelativeAlready,
        ["volunteer_hours_apart"] = PersonRefusals.FreeHours,
        ["activations_pkey"] = PersonRefusals.TryAgain,
    };

    public static Refusal? For(Exception broken) =>
        (broken as PostgresException ?? (broken as DbUpdateException)?.InnerException as PostgresException) is { ConstraintName: { } name }
            ? _byName.GetValueOrDefault(name)
            : null;
}
