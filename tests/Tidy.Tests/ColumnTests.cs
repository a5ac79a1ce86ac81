using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TimeBank.TestKit;

namespace TimeBank.Tidy.Tests;

/// <summary>Columns are written twice, in SQL and in the mapping: this keeps the two equal.</summary>
public sealed class ColumnTests(Postgres database) : IClassFixture<Postgres>
{
    [Fact]
    public async Task The_mapping_has_the_columns_that_the_tables_have()
    {
        await using var db = Postgres.Open(database.Owner);
        List<string> mapped = [.. from type in db.Model.GetEntityTypes() let table = type.GetTableName()! from property in type.GetProperties() select Line(table, property)];
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()!).ToArray();
        var real = await database.ReadAsync<string>(
            $"""
            select table_name || '.' || column_name || ' ' || case is_nullable when 'YES' then 'null' else 'not null' end as "Value"
            from information_schema.columns where table_schema = 'public' and table_name = any({tables})
            """);

        Assert.Equal(real.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_mapping_has_the_keys_that_the_tables_have()
    {
        await using var db = Postgres.Open(database.Owner);
        var mapped = db.Model.GetEntityTypes().Select(type => $"{type.GetTableName()} {string.Join(' ', type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName()))}");
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()!).ToArray();
        var real = await database.ReadAsync<string>(
            $"""
            select c.conrelid::regclass || ' ' || string_agg(a.attname, ' ' order by k.place) as "Value"
            from pg_constraint c cross join lateral unnest(c.conkey) with ordinality as k(number, place) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
            where c.contype = 'p' and c.conrelid::regclass::text = any({tables}) group by c.conrelid
            """);

        Assert.Equal(real.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_enumeration_is_the_check_of_its_column()
    {
        await using var db = Postgres.Open(database.Owner);
        var checks = (await database.ReadAsync<string>($"select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as \"Value\" from pg_constraint where contype = 'c'")).ToList();
        var free = from type in db.Model.GetEntityTypes()
                   from property in type.GetProperties()
                   let kind = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType
                   where kind.IsEnum
                   let column = property.GetColumnName()
                   let check = checks.FirstOrDefault(c => c.StartsWith($"{type.GetTableName()} ", StringComparison.Ordinal) && (c.Contains($"(({column} = ANY", StringComparison.Ordinal) || c.Contains($"((\"{column}\" = ANY", StringComparison.Ordinal)))
                   where check is null || Enum.GetNames(kind).Any(name => !check.Contains($"'{name}'", StringComparison.Ordinal))
                   select $"{type.GetTableName()}.{column}";
        Assert.Empty(free);
    }

    private static string Line(string table, IProperty property) => $"{table}.{property.GetColumnName()} {(property.IsNullable ? "null" : "not null")}";
}
