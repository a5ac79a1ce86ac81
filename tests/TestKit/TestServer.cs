using Npgsql;

namespace TimeBank.TestKit;

/// <summary>The PostgreSQL server that all tests share; its superuser is named by the environment and used only to make and drop databases.</summary>
internal static class TestServer
{
    public const string OwnerRole = "volunteer_owner";
    public const string ApiRole = "volunteer_api";
    public const string WorkerRole = "volunteer_worker";
    public const string Password = "only-for-tests";
    private const string Setting = "TEST_SUPERUSER";

    /// <summary>The superuser's connection string.</summary>
    /// <exception cref="InvalidOperationException">Nobody said where the server is: tests fail, they are never skipped.</exception>
    private static string Superuser => Environment.GetEnvironmentVariable(Setting)
        ?? throw new InvalidOperationException($"These tests need a PostgreSQL: run `bash deploy/test.sh`, or set {Setting} to the connection string of a superuser of a scratch server.");

    public static string As(string role, string database) =>
        new NpgsqlConnectionStringBuilder(Superuser) { Username = role, Password = Password, Database = database, IncludeErrorDetail = true, MaxPoolSize = 30 }.ConnectionString;

    /// <summary>For what no role of the product can do: a drill's forgery.</summary>
    public static string AsSuperuser(string database) => new NpgsqlConnectionStringBuilder(Superuser) { Database = database, Pooling = false }.ConnectionString;

    public static async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Superuser) { Pooling = false, CommandTimeout = 120 }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await connection.RunAsync(sql);
    }

    public static async Task<IReadOnlyList<string>> DatabasesAsync(string prefix)
    {
        await using var connection = await OpenAsync();
        await using var query = new NpgsqlCommand("select datname from pg_database where starts_with(datname, $1)", connection) { Parameters = { new() { Value = prefix } } };
        await using var reader = await query.ExecuteReaderAsync();
        List<string> names = [];
        while (await reader.ReadAsync()) { names.Add(reader.GetString(0)); }
        return names;
    }

    /// <summary>Names of databases and roles cannot be parameters; all of them are made in this project.</summary>
    public static async Task RunAsync(this NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // see above
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
