using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TimeBank.Storage.Migrations;

/// <summary>The schema is SQL: each migration runs the embedded file of its own id. A file is never edited once it has landed.</summary>
public abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var name = $"sql/{this.GetId()}.sql";
        using var stream = typeof(SqlMigration).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        migrationBuilder.Sql(reader.ReadToEnd());
    }

    private string GetId() => GetType().GetCustomAttribute<MigrationAttribute>()!.Id;
}

[DbContext(typeof(TimeBankDb)), Migration("0001_sites")] internal sealed class M0001 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0002_people")] internal sealed class M0002 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0003_menu_and_policies")] internal sealed class M0003 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0004_orders")] internal sealed class M0004 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0005_records")] internal sealed class M0005 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0006_ledger")] internal sealed class M0006 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0007_events")] internal sealed class M0007 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0008_reports")] internal sealed class M0008 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0009_accounts")] internal sealed class M0009 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0010_quartz")] internal sealed class M0010 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0011_rights")] internal sealed class M0011 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0012_crediting")] internal sealed class M0012 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0013_second_looks")] internal sealed class M0013 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0014_narrow_grants")] internal sealed class M0014 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0015_excess_by_order")] internal sealed class M0015 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0017_residents")] internal sealed class M0017 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0018_volunteers")] internal sealed class M0018 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0019_board")] internal sealed class M0019 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0020_statistics")] internal sealed class M0020 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0021_one_time_codes")] internal sealed class M0021 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0022_administration")] internal sealed class M0022 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0023_closing_reason")] internal sealed class M0023 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0024_openings_site")] internal sealed class M0024 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0025_order_facts")] internal sealed class M0025 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0026_begin_command")] internal sealed class M0026 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0027_namesakes")] internal sealed class M0027 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0028_balance_cap")] internal sealed class M0028 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0029_rows_in_place")] internal sealed class M0029 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0030_plain_batches")] internal sealed class M0030 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0031_due")] internal sealed class M0031 : SqlMigration;
[DbContext(typeof(TimeBankDb)), Migration("0032_account_entries")] internal sealed class M0032 : SqlMigration;
