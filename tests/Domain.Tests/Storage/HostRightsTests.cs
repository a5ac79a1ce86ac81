using Npgsql;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Storage;

/// <summary>The hosts' roles own nothing and may do only what their work is.</summary>
public sealed class HostRightsTests(Postgres database) : IClassFixture<Postgres>
{
    [Theory]
    [InlineData("create table mine (id int)")]
    [InlineData("create schema mine")]
    [InlineData("create function mine() returns int language sql as 'select 1'")]
    [InlineData("create index mine on orders (version)")]
    [InlineData("create role mine")]
    [InlineData("alter table orders add column mine int")]
    [InlineData("alter table orders owner to current_user")]
    [InlineData("drop table messages")]
    [InlineData("insert into schema_migrations values ('9999_mine', '10')")]
    [InlineData("insert into site_paths select ancestor_id, site_id, 0 from site_paths")]
    [InlineData("update site_paths set depth = 0")]
    public async Task No_host_changes_the_schema_or_what_triggers_keep(string statement)
    {
        await database.RefusedAsync(PostgresErrorCodes.InsufficientPrivilege, Sql.Of(statement), database.Api);
        await database.RefusedAsync(PostgresErrorCodes.InsufficientPrivilege, Sql.Of(statement), database.Worker);
    }

    [Theory]
    [InlineData("select count(*) from accounts.accounts")]
    [InlineData("select password_hash from accounts.accounts")]
    [InlineData("select code_hash from accounts.one_time_codes")]
    public async Task The_worker_reads_no_accounts(string statement) => await database.RefusedAsync(PostgresErrorCodes.InsufficientPrivilege, Sql.Of(statement), database.Worker);

    [Theory]
    [InlineData("insert into time_transfers (debit_account_id, credit_account_id, amount_minutes, reason, cause_id, occurred_at) select id, id, 1, 'Credit', id, now() from time_accounts")]
    [InlineData("update time_accounts set balance_minutes = 1000000")]
    [InlineData("update time_claims set repaid_minutes = 0")]
    [InlineData("delete from credits_due")]
    [InlineData("update service_items set code = 'mine'")]
    [InlineData("update service_items set field = 'Law'")]
    [InlineData("delete from service_items")]
    [InlineData("insert into menu_entries select id, id from sites")]
    [InlineData("update policies set valid_from = now()")]
    public async Task The_api_moves_no_minutes_and_rewrites_neither_menu_nor_terms(string statement) => await database.RefusedAsync(PostgresErrorCodes.InsufficientPrivilege, Sql.Of(statement), database.Api);

    [Fact]
    public async Task Nobody_but_the_owner_deletes_people_orders_or_records()
    {
        foreach (var host in new[] { "volunteer_api", "volunteer_worker" })
        {
            var may = await database.ReadAsync<string>($"select table_name::text as \"Value\" from information_schema.table_privileges where grantee = {host} and privilege_type = 'DELETE' and table_schema = 'public'");
            Assert.Empty(may.Intersect(["orders", "assignments", "offers", "cases", "service_records", "service_intervals", "passbooks", "time_accounts", "sites", "appointments", "ratings", "consents"]));
        }
    }
}
