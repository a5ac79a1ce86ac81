extern alias worker;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using worker::TimeBank.Worker;
using worker::TimeBank.Worker.Messages;

namespace TimeBank.TestKit;

/// <summary>The Worker's services over a test database, without its loops and schedule: a test says when it works, so nothing is waited for.</summary>
public sealed class WorkerHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="broker">Null: without one.</param>
    /// <param name="texts">Null: texts to phones go nowhere.</param>
    public WorkerHost(Postgres database, ManualClock clock, Uri? broker = null, TextGateway? texts = null, ILoggerProvider? log = null)
    {
        var services = new ServiceCollection().AddLogging(logging => { if (log is not null) { logging.AddProvider(log); } });
        services.AddSingleton<TimeProvider>(clock);
        _services = services.AddWorker(new WorkerSettings(new DomainSettings(database.Worker, database.KeysPath), broker, BatchSize: 100) { Texts = texts ?? TextGateway.None }).BuildServiceProvider(validateScopes: true);
    }

    public IServiceProvider Services => _services;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
