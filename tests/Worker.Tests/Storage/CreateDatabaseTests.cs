using Npgsql;
using TimeBank.Storage;
using TimeBank.TestKit;
using TimeBank.Worker.Storage;

namespace TimeBank.Worker.Tests.Storage;

public sealed class CreateDatabaseTests(Postgres database) : IClassFixture<Postgres>
{
    private static readonly string _superuser = Environment.GetEnvironmentVariable("TEST_SUPERUSER")!;

    [Fact]
    public async Task Once_or_again_it_leaves_roles_that_can_enter_and_a_public_that_cannot()
    {
        var name = new NpgsqlConnectionStringBuilder(database.Owner).Database + "_\"made\"";
        CreateDatabase create = new(_superuser, At(database.Owner, name), At(database.Api, name), At(database.Worker, name));
        try
        {
            Assert.Equal(name, await create.RunAsync(default));
            Assert.Equal(name, await create.RunAsync(default));
            Assert.Equal("volunteer_owner true false", await AskAsync(
                "select pg_get_userbyid(d.datdba) || ' ' || has_database_privilege('volunteer_api', d.oid, 'connect') || ' ' || (0::oid in (select grantee from aclexplode(d.datacl) where privilege_type = 'CONNECT')) from pg_database d where datname = $1", name));
            Assert.Contains("idle_in_transaction_session_timeout", await AskAsync("select s.setconfig::text from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = $1", "volunteer_worker"), StringComparison.Ordinal);
        }
        finally
        {
            await AskAsync($"drop database if exists \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
    }

    [Fact]
    public async Task Connection_strings_that_do_not_fit_together_are_refused_before_anything_is_made()
    {
        await Assert.ThrowsAsync<DeploymentFault>(() => new CreateDatabase(_superuser, database.Owner, database.Owner, database.Worker).RunAsync(default));
        await Assert.ThrowsAsync<DeploymentFault>(() => new CreateDatabase(_superuser, database.Owner, At(database.Api, "elsewhere"), database.Worker).RunAsync(default));
    }

    private static string At(string connectionString, string name) => new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;

    private static async Task<string> AskAsync(string query, string? parameter = null)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(_superuser) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // written above
        await using NpgsqlCommand ask = new(query, connection);
#pragma warning restore CA2100
        if (parameter is not null) { ask.Parameters.Add(new() { Value = parameter }); }
        return (await ask.ExecuteScalarAsync())?.ToString() ?? "";
    }
}
