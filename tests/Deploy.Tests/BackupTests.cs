using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Deploy.Tests;

/// <summary>backup.sh while minutes are credited, a lost disk, restore.sh: people's hours are their savings.</summary>
public sealed class BackupTests(LostCity city) : IClassFixture<LostCity>
{
    [Fact]
    public async Task Every_minute_acknowledged_before_the_backups_end_is_there_again()
    {
        await using var db = Postgres.Open(await city.Restored.ConnectionAsync("migrate", "Owner"));
        var credited = (await db.Database.SqlQuery<Guid>($"select distinct cause_id as \"Value\" from time_transfers").ToListAsync()).ToHashSet();
        var promised = city.Acknowledged.Where(a => a.Value < city.Until).ToList();

        Assert.True(promised.Exists(a => a.Value > city.BackupBegan), "nothing was credited while the backup was made");
        Assert.Contains(city.Acknowledged, a => a.Value > city.Until);
        Assert.DoesNotContain(promised, a => !credited.Contains(a.Key));
    }

    [Fact]
    public async Task Each_record_is_either_credited_once_or_still_due()
    {
        Assert.Contains("0 differences, 0 seals do not match", city.RestoreSaid, StringComparison.Ordinal);
        await using var db = Postgres.Open(await city.Restored.ConnectionAsync("migrate", "Owner"));
        var known = await db.Database.SqlQuery<Guid>($"select distinct cause_id as \"Value\" from time_transfers union all select cause_id from credits_due").ToListAsync();
        Assert.Equal((LostCity.Records, LostCity.Records), (known.Count, known.Distinct().Count()));
    }

    [Fact]
    public async Task The_keys_came_with_it_so_names_can_be_read()
    {
        await using var db = Postgres.Open(await city.Restored.ConnectionAsync("migrate", "Owner"));
        var sealedName = await db.Persons.Where(p => p.VolunteerNumber == null).Select(p => p.DetailsSealed).SingleAsync();
        Assert.Equal("周桂兰", new DeploymentKeys(city.Restored.KeysPath).Open<PersonDetails>(sealedName).Name);
    }

    [Theory]
    [InlineData("check", "worker/TimeBank.Worker.dll check")]
    [InlineData("api", "api/TimeBank.Api.dll")]
    public async Task With_other_keys_or_none_a_host_refuses_to_start_and_says_why(string settings, string program)
    {
        var others = Directory.CreateTempSubdirectory("timebank-other-keys-").FullName;
        try
        {
            DeploymentKeys.Create(others);
            var start = $". deploy/settings.sh; settings_for {settings}; export Keys__Path={others} Urls=http://127.0.0.1:0; exec dotnet \"$DATA\"/app/{program}";
            Assert.Contains("are not the keys of this database", (await city.Restored.BashAsync(start)).Is(1).Text, StringComparison.Ordinal);

            foreach (var key in Directory.GetFiles(others)) { File.Delete(key); }
            Assert.Contains("restore the keys that belong to the database", (await city.Restored.BashAsync(start)).Is(1).Text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(others, recursive: true);
        }
    }

    [Fact]
    public async Task Nothing_is_ever_overwritten()
    {
        Assert.Contains("holds a deployment already (database)", (await city.Restored.ScriptAsync("restore.sh", city.Backup)).Is(1).Text, StringComparison.Ordinal);
        Assert.Contains("is there already", (await city.Restored.ScriptAsync("backup.sh", city.Backup)).Is(1).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("base.tar"), InlineData("wal.tar"), InlineData("keys.tar")]
    public async Task A_damaged_or_incomplete_backup_is_not_restored(string part)
    {
        await using var empty = await Deployment.PrepareAsync();
        var damaged = Path.Combine(empty.Data, "damaged");
        Directory.CreateDirectory(damaged);
        foreach (var file in Directory.GetFiles(city.Backup)) { File.Copy(file, Path.Combine(damaged, Path.GetFileName(file))); }
        await using (var bytes = File.Open(Path.Combine(damaged, part), FileMode.Open))
        {
            bytes.Position = bytes.Length / 2;
            var was = bytes.ReadByte();
            bytes.Position -= 1;
            bytes.WriteByte((byte)~was);
        }

        Assert.Contains("is damaged", (await empty.ScriptAsync("restore.sh", damaged)).Is(1).Text, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Path.Combine(damaged, "SHA256SUMS"), (await File.ReadAllLinesAsync(Path.Combine(damaged, "SHA256SUMS"))).Where(line => !line.EndsWith(part, StringComparison.Ordinal)));
        Assert.Contains("is no whole backup", (await empty.ScriptAsync("restore.sh", damaged)).Is(1).Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(empty.Data, "database")));
    }

    [Fact]
    public async Task A_copy_that_fails_halfway_leaves_nothing_that_looks_like_a_backup()
    {
        var target = Path.Combine(Path.GetDirectoryName(city.Backup)!, "interrupted");
        // A full disk, as far as the script can tell.
        (await city.Restored.BashAsync(
            """
            programs=$(mktemp -d); trap 'rm -r "$programs"' EXIT
            printf '#!/bin/sh\nexit 2\n' >"$programs/tar"; chmod +x "$programs/tar"
            PATH=$programs:$PATH bash deploy/backup.sh "$1"
            """, target)).Is(1);
        Assert.Equal([city.Backup], Directory.GetFileSystemEntries(Path.GetDirectoryName(city.Backup)!));
    }
}
