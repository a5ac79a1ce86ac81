extern alias worker;

using Microsoft.Extensions.DependencyInjection;
using worker::TimeBank.Worker;

namespace TimeBank.TestKit;

/// <summary>The Worker's services over a test database, without its loops and schedule: a test says when it works, so nothing is waited for.</summary>
public sealed class WorkerHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="broker">Null: without one.</param>
    public WorkerHost(Postgres database, ManualClock clock, Uri? broker = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        _services = services.AddWorker(new WorkerSettings(new DomainSettings(database.Worker, database.KeysPath), broker, BatchSize: 100)).BuildServiceProvider(validateScopes: true);
    }

    public IServiceProvider Services => _services;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
