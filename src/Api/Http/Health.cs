using Microsoft.EntityFrameworkCore;
using Npgsql;
using TimeBank.Storage;

namespace TimeBank.Api.Http;

public enum HealthStatus { Live, Ready, Degraded, Unready }

/// <summary>What a background part last said of itself. Silent: it has not said anything for longer than a living one would.</summary>
public sealed record PartHealth(string Name, DateTimeOffset At, bool Well, bool Silent, string Detail);

/// <param name="Missing">What stands in the way of serving orders; empty unless unready.</param>
/// <param name="Parts">The worker's parts; a worker that never ran is named too.</param>
public sealed record HealthReport(HealthStatus Status, IReadOnlyList<string> Missing, IReadOnlyList<PartHealth> Parts);

/// <summary>Live: this process answers. Ready: it can serve orders, for which the database is enough: a worker that is ill delays work and loses none, so it is told and does not turn people away.</summary>
public static class Health
{
    /// <summary>The worker's loops say something every few seconds; the nightly recount once a day.</summary>
    private static TimeSpan GreatestSilence(string part) => part == "reconciliation" ? TimeSpan.FromHours(26) : TimeSpan.FromMinutes(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("health").DisableRateLimiting();
        health.MapGet("/live", () => new HealthReport(HealthStatus.Live, [], [])).WithSummary("This process answers.");
        health.MapGet("/ready", async (TimeBankDb db, TimeProvider clock, CancellationToken ct) =>
            {
                var report = await LookAsync(db, clock.GetUtcNow(), ct);
                return TypedResults.Json(report, statusCode: report.Status is HealthStatus.Unready ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
            })
            .WithSummary("Orders can be served: 200 ready or degraded, 503 unready.").Produces<HealthReport>().Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<HealthReport> LookAsync(TimeBankDb db, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var applied = await db.Database.SqlQuery<string>($"""select "MigrationId" as "Value" from schema_migrations""").ToListAsync(ct);
            if (db.Database.GetMigrations().Except(applied).ToList() is { Count: > 0 } missing) { return new(HealthStatus.Unready, missing, []); }
            var said = await db.Heartbeats.AsNoTracking().OrderBy(h => h.Name).ToListAsync(ct);
            List<PartHealth> parts = [.. said.Select(h => new PartHealth(h.Name, h.At, h.Well, now - h.At > GreatestSilence(h.Name), h.Detail))];
            if (parts.Count == 0) { parts.Add(new("worker", now, false, true, "not seen")); }
            return new(parts.All(p => p.Well && !p.Silent) ? HealthStatus.Ready : HealthStatus.Degraded, [], parts);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            // The reason may name hosts and roles, which is nobody's business at a public address.
            return new(HealthStatus.Unready, [e is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } ? "migrations" : "database"], []);
        }
    }
}
