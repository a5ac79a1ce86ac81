using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Deploy.Tests;

/// <summary>A deployment that was backed up while three workers credited, was destroyed, and was restored elsewhere.</summary>
public sealed class LostCity : IAsyncLifetime
{
    public const int Records = 20_000;
    private readonly string _backups = Directory.CreateTempSubdirectory("timebank-backups-").FullName;

    public Deployment Restored { get; private set; } = null!;
    public string Backup => Path.Combine(_backups, "monday");

    /// <summary>Each record whose credit a worker was told is committed, and when it was told.</summary>
    public ConcurrentDictionary<Guid, DateTimeOffset> Acknowledged { get; } = new();

    public DateTimeOffset BackupBegan { get; private set; }

    /// <summary>The instant that the backup names.</summary>
    public DateTimeOffset Until { get; private set; }

    public string RestoreSaid { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await using (var lost = await Deployment.PrepareAsync())
        {
            await lost.CreateAsync();
            await RatedRecords.AddAsync(await lost.ConnectionAsync("migrate", "Owner"), sites: 5, volunteers: 200, Records, capMinutes: 5000);
            await NameTheResidentAsync(lost);
            await BackUpUnderLoadAsync(lost);
        }

        Restored = await Deployment.PrepareAsync();
        RestoreSaid = (await Restored.ScriptAsync("restore.sh", Backup)).Is(0).Text;
        (await Restored.ScriptAsync("database.sh", "start")).Is(0);
    }

    public async ValueTask DisposeAsync()
    {
        if (Restored is not null) { await Restored.DisposeAsync(); }
        Directory.Delete(_backups, recursive: true);
    }

    private static async Task NameTheResidentAsync(Deployment lost)
    {
        await using var db = Postgres.Open(await lost.ConnectionAsync("migrate", "Owner"));
        var sealedName = new DeploymentKeys(lost.KeysPath).Seal(new PersonDetails("周桂兰", null));
        await db.Database.ExecuteSqlAsync($"update persons set details_sealed = {sealedName} where volunteer_number is null");
    }

    private async Task BackUpUnderLoadAsync(Deployment lost)
    {
        await using var worker = new ServiceCollection().AddLogging()
            .AddDomain(new DomainSettings(await lost.ConnectionAsync("check", "Worker"), lost.KeysPath)).BuildServiceProvider();
        using CancellationTokenSource enough = new();
        var loads = Enumerable.Range(0, 3).Select(_ => Task.Run(() => CreditAsync(worker, enough.Token))).ToArray();
        await MoreAreAcknowledgedAsync(100, loads);
        BackupBegan = TimeProvider.System.GetUtcNow();
        var said = (await lost.ScriptAsync("backup.sh", Backup)).Is(0).Text;
        await MoreAreAcknowledgedAsync(100, loads);
        await enough.CancelAsync();
        await Task.WhenAll(loads);
        Until = DateTimeOffset.Parse(said.Split("answered before ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>A few credits in each transaction, until it is enough or nothing is due.</summary>
    private async Task CreditAsync(IServiceProvider worker, CancellationToken enough)
    {
        var credited = 1;
        while (!enough.IsCancellationRequested && credited > 0)
        {
            await using var scope = worker.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TimeBankDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            credited = await scope.ServiceProvider.GetRequiredService<PassbookDesk>().CreditDueAsync(3, CancellationToken.None);
            var causes = await db.Database.SqlQuery<Guid>($"select distinct cause_id as \"Value\" from time_transfers where xid = pg_current_xact_id()").ToListAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            foreach (var cause in causes) { Acknowledged[cause] = TimeProvider.System.GetUtcNow(); }
        }
    }

    private async Task MoreAreAcknowledgedAsync(int more, Task[] loads)
    {
        var wanted = Acknowledged.Count + more;
        while (Acknowledged.Count < wanted)
        {
            Assert.False(loads.All(l => l.IsCompleted), $"The load ended after {Acknowledged.Count} credits.");
            await Task.Yield();
        }
    }
}
