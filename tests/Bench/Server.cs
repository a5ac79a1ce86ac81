using Npgsql;
using TimeBank.Storage;
using TimeBank.Worker.Storage;

namespace TimeBank.Bench;

/// <summary>The durable server that bench.sh started; each bench has databases of its own there.</summary>
internal static class Server
{
    private static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: run bash deploy/bench.sh.");

    /// <summary>1 is the size that the targets speak of; less is for trying things out.</summary>
    public static double Scale { get; } = double.Parse(Environment.GetEnvironmentVariable("BENCH_SCALE") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    public static string Data { get; } = Setting("VOLUNTEER_DATA");

    public static string KeysPath { get; } = Path.Combine(Data, "bench-keys");

    /// <summary>One ring of keys for all databases. Roles and database as `Worker create-database` makes them, tables and keys as `Worker migrate` does.</summary>
    public static async Task<Database> CreateAsync(string name)
    {
        Database made = new(name);
        await DropAsync(name);
        await new CreateDatabase(new Database("postgres").Superuser, made.Owner, made.Api, made.Worker).RunAsync(CancellationToken.None);
        await Migrator.MigrateAsync(made.Owner, CancellationToken.None);
        await KeyCheck.EstablishAsync(made.Owner, KeysPath, CancellationToken.None);
        return made;
    }

    public static async Task<Database> CopyAsync(Database of, string name)
    {
        Database made = new(name);
        await DropAsync(name);
        NpgsqlConnection.ClearAllPools();
        await RunAsync(new Database("postgres").Superuser, $"create database {name} template {of.Name} owner volunteer_owner");
        return made;
    }

    public static Task DropAsync(string name) => RunAsync(new Database("postgres").Superuser, $"drop database if exists {name} with (force)");

    /// <summary>So that no measurement pays for what came before it.</summary>
    public static Task SettleAsync(Database database) => RunAsync(database.Superuser, "checkpoint");

    public static Task RunAsync(string connectionString, string sql) => AskAsync(connectionString, sql);

    public static async Task<bool> IsAsync(string connectionString, string sql) => (bool)(await AskAsync(connectionString, sql))!;

    private static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // written in this project
        await using NpgsqlCommand ask = new(sql, connection);
#pragma warning restore CA2100
        return await ask.ExecuteScalarAsync();
    }

    /// <summary>The connection strings of one database, by role.</summary>
    internal sealed record Database(string Name)
    {
        public string Superuser => At(nameof(Superuser));
        public string Owner => At(nameof(Owner));
        public string Api => At(nameof(Api));
        public string Worker => At(nameof(Worker));

        private string At(string role) => new NpgsqlConnectionStringBuilder(Setting($"ConnectionStrings__{role}")) { Database = Name }.ConnectionString;
    }
}
