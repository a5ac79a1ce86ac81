using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Api.Accounts;

namespace TimeBank.Api.Tests.Accounts;

public sealed class AccountsDbTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Identitys_mapping_and_the_migration_know_the_same_columns()
    {
        await using var scope = api.Host.Services.CreateAsyncScope();
        var tables = scope.ServiceProvider.GetRequiredService<AccountsDb>().GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.ToArray();
        var names = tables.Select(table => table.Name).ToArray();
        var mapped = from table in tables
                     from column in table.Columns
                     select $"{table.Name}.{column.Name} {column.StoreType} {(column.IsNullable ? "null" : "not null")}";
        var real = await api.Town.Postgres.ReadAsync<string>(
            $"""
            select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else ' null' end as "Value"
            from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'accounts'::regnamespace and c.relname = any({names}) and a.attnum > 0 and not a.attisdropped
            """);
        Assert.Equal(mapped.Order(StringComparer.Ordinal), real.Order(StringComparer.Ordinal));
    }
}
