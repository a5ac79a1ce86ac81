using Npgsql;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Storage;

/// <summary>What was written stays as it was written: no right for the hosts, and a trigger for everybody.</summary>
public sealed class AppendOnlyTests(Postgres database) : IClassFixture<Postgres>
{
    private static readonly (string Table, string Column)[] _tables =
    [
        ("time_transfers", "amount_minutes"), ("order_events", "at"), ("witnesses", "stood_at"), ("policies", "rate_percent"), ("seals", "sealed_at"), ("id_number_openings", "purpose"),
        ("admin_acts", "at"), ("person_looks", "seen_at"),
    ];

    public static TheoryData<string, string> Attempts => [.. _tables.SelectMany(t => new[] { $"update {t.Table} set {t.Column} = {t.Column}", $"delete from {t.Table}", $"truncate {t.Table} cascade" }.Select(sql => (t.Table, sql)))];

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task Nobody_changes_or_deletes_it(string table, string statement)
    {
        await database.RefusedAsync(PostgresErrorCodes.InsufficientPrivilege, Sql.Of(statement), database.Api);
        await database.RefusedAsync(PostgresErrorCodes.InsufficientPrivilege, Sql.Of(statement), database.Worker);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => database.RunAsync(Sql.Of(statement)));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
        Assert.StartsWith(table, refusal.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_table_with_the_trigger_is_tried_here() => Assert.Equal(
        _tables.Select(t => t.Table).Order(StringComparer.Ordinal),
        await database.ReadAsync<string>($"select distinct tgrelid::regclass::text as \"Value\" from pg_trigger where tgfoid = 'refuse_change'::regproc order by 1"));

    [Fact]
    public async Task The_hosts_roles_cannot_take_the_trigger_away()
    {
        foreach (var host in new[] { database.Api, database.Worker })
        {
            await database.RefusedAsync(PostgresErrorCodes.InsufficientPrivilege, $"alter table time_transfers disable trigger all", host);
            await database.RefusedAsync(PostgresErrorCodes.InsufficientPrivilege, $"drop trigger time_transfers_append_only on time_transfers", host);
            await database.RefusedAsync(PostgresErrorCodes.InsufficientPrivilege, $"set session_replication_role = replica", host);
        }
    }
}
