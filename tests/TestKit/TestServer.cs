using Npgsql;

namespace TimeBank.TestKit;

/// <summary>A PostgreSQL server for tests; its superuser is used only to make and drop databases.</summary>
/// <param name="superuser">The superuser's connection string; null: the environment names it.</param>
public sealed class TestServer(string? superuser)
{
    public const string OwnerRole = "volunteer_owner";
    public const string ApiRole = "volunteer_api";
    public const string WorkerRole = "volunteer_worker";
    public const string Password = "only-for-tests";

    /// <summary>The environment's name for the superuser's connection string.</summary>
    public const string Setting = "TEST_SUPERUSER";

    private readonly Lock _gate = new();
    private Task<string>? _template;

    /// <summary>The server that all tests share, unless they must stop theirs.</summary>
    public static TestServer Shared { get; } = new(null);

    /// <exception cref="InvalidOperationException">Nobody said where the server is: tests fail, they are never skipped.</exception>
    private string Superuser => superuser ?? Environment.GetEnvironmentVariable(Setting)
        ?? throw new InvalidOperationException($"These tests need a PostgreSQL: run `bash deploy/test.sh`, or set {Setting} to the connection string of a superuser of a scratch server.");

    public string As(string role, string database) =>
        new NpgsqlConnectionStringBuilder(Superuser) { Username = role, Password = Password, Database = database, IncludeErrorDetail = true, MaxPoolSize = 30 }.ConnectionString;

    /// <summary>For what no role of the product can do: a drill's forgery.</summary>
    public string AsSuperuser(string database) => new NpgsqlConnectionStringBuilder(Superuser) { Database = database, Pooling = false }.ConnectionString;

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Superuser) { Pooling = false, CommandTimeout = 120 }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await connection.RunAsync(sql);
    }

    public Task<IReadOnlyList<string>> DatabasesAsync(string prefix) => ReadAsync("select datname from pg_database where starts_with(datname, $1)", prefix);

    /// <summary>Where the server's own programs lie: a test that needs a server of its own starts the same ones.</summary>
    public async Task<string> ProgramsAsync() => (await ReadAsync("select setting from pg_config where name = $1", "BINDIR"))[0];

    /// <summary>The migrated database of which every test database is a copy.</summary>
    internal Task<string> TemplateAsync()
    {
        lock (_gate) { return _template ??= SchemaTemplate.MakeAsync(this); }
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string sql, string parameter)
    {
        await using var connection = await OpenAsync();
#pragma warning disable CA2100 // both queries stand above
        await using var query = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = parameter } } };
#pragma warning restore CA2100
        await using var reader = await query.ExecuteReaderAsync();
        List<string> names = [];
        while (await reader.ReadAsync()) { names.Add(reader.GetString(0)); }
        return names;
    }
}

internal static class TestServerSql
{
    /// <summary>Names of databases and roles cannot be parameters; all of them are made in this project.</summary>
    public static async Task RunAsync(this NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // see above
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
