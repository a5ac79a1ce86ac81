using Npgsql;
using TimeBank.Storage;

namespace TimeBank.Worker.Storage;

/// <summary>Makes roles and database on a server, once or again: names and passwords are those of the connection strings that the hosts will use.</summary>
/// <param name="Superuser">A superuser of the server, on any of its databases.</param>
public sealed record CreateDatabase(string Superuser, string Owner, string Api, string Worker)
{
    private const string OwnerRole = "volunteer_owner";
    private const string ApiRole = "volunteer_api";
    private const string WorkerRole = "volunteer_worker";

    /// <summary>One stuck transaction stops seal and relay (DESIGN §4), so none may last. The worker's longest recounts a whole city.</summary>
    private static readonly (string Role, string Idle, string Whole)[] _limits = [(ApiRole, "30s", "1min"), (WorkerRole, "1min", "20min")];

    /// <exception cref="DeploymentFault">The connection strings do not fit together.</exception>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (owner, api, worker) = (Parse(Owner, OwnerRole), Parse(Api, ApiRole), Parse(Worker, WorkerRole));
        if (owner.Database != api.Database || owner.Database != worker.Database)
        {
            throw new DeploymentFault($"The connection strings name different databases: {owner.Database}, {api.Database}, {worker.Database}.");
        }

        await using NpgsqlConnection server = new(new NpgsqlConnectionStringBuilder(Superuser) { Pooling = false }.ConnectionString);
        await server.OpenAsync(ct);
        foreach (var role in new[] { owner, api, worker })
        {
            var verb = await ExistsAsync(server, "select exists (select from pg_roles where rolname = $1)", role.Username!, ct) ? "alter" : "create";
            await RunAsync(server, $"select format('{verb} role %I login password %L', $1, $2)", role.Username!, role.Password!, ct);
        }

        await LimitTransactionsAsync(server, ct);
        if (!await ExistsAsync(server, "select exists (select from pg_database where datname = $1)", owner.Database!, ct))
        {
            await RunAsync(server, "select format('create database %I owner %I template template0 encoding ''UTF8''', $1, $2)", owner.Database!, OwnerRole, ct);
        }

        await RunAsync(server, "select format('revoke connect on database %I from public', $1)", owner.Database!, null, ct);
        await RunAsync(server, $"select format('grant connect on database %I to {ApiRole}, {WorkerRole}', $1)", owner.Database!, null, ct);
        return owner.Database!;
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString, string role)
    {
        NpgsqlConnectionStringBuilder parsed = new(connectionString);
        if (parsed.Username != role) { throw new DeploymentFault($"A connection string names the role {parsed.Username}; it must be {role}."); }
        if (string.IsNullOrEmpty(parsed.Password)) { throw new DeploymentFault($"The connection string of {role} has no password."); }
        return string.IsNullOrEmpty(parsed.Database) ? throw new DeploymentFault($"The connection string of {role} names no database.") : parsed;
    }

    private static async Task LimitTransactionsAsync(NpgsqlConnection server, CancellationToken ct)
    {
        foreach (var (role, idle, whole) in _limits)
        {
            await RunAsync(server, "select format('alter role %I set idle_in_transaction_session_timeout = %L', $1, $2)", role, idle, ct);
            if (server.PostgreSqlVersion.Major >= 17) { await RunAsync(server, "select format('alter role %I set transaction_timeout = %L', $1, $2)", role, whole, ct); }
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection server, string query, string name, CancellationToken ct)
    {
#pragma warning disable CA2100 // constants of this class
        await using NpgsqlCommand ask = new(query, server) { Parameters = { new() { Value = name } } };
#pragma warning restore CA2100
        return (bool)(await ask.ExecuteScalarAsync(ct))!;
    }

    /// <summary>DDL takes no parameters: the server itself quotes names and passwords into the statement, which then runs.</summary>
    private static async Task RunAsync(NpgsqlConnection server, string format, string first, string? second, CancellationToken ct)
    {
#pragma warning disable CA2100 // what is not a constant was quoted by format()
        await using NpgsqlCommand quote = new(format, server) { Parameters = { new() { Value = first } } };
        if (second is not null) { quote.Parameters.Add(new() { Value = second }); }
        await using NpgsqlCommand run = new((string)(await quote.ExecuteScalarAsync(ct))!, server);
#pragma warning restore CA2100
        await run.ExecuteNonQueryAsync(ct);
    }
}
