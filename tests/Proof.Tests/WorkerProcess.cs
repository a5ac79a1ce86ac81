using System.Globalization;
using Npgsql;
using TimeBank.TestKit;

namespace TimeBank.Proof.Tests;

/// <summary>The Worker as people run it: a process of its own, told by its environment what it may know.</summary>
/// <param name="name">What the database knows its connections by.</param>
/// <param name="broker">Null: without one.</param>
internal sealed class WorkerProcess(Postgres database, string name, Uri? broker) : IAsyncDisposable
{
    public const int BatchSize = 50;

    private static readonly string _program = Repository.PathOf($"src/Worker/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0/TimeBank.Worker.dll");
    private Started? _process;

    public string Name => name;

    public bool HasEnded => _process is null or { HasEnded: true };

    public string LastWords => $"{name} said:\n{_process?.LastWords}";

    public async Task StartAsync()
    {
        Dictionary<string, string> settings = new()
        {
            ["ConnectionStrings__Worker"] = new NpgsqlConnectionStringBuilder(database.Worker) { ApplicationName = name }.ConnectionString,
            ["Keys__Path"] = database.KeysPath,
            ["Crediting__BatchSize"] = BatchSize.ToString(CultureInfo.InvariantCulture),
            ["Urls"] = "http://127.0.0.1:0",
            ["DOTNET_TieredPGO"] = "0",   // it lives for seconds: watching itself to become faster costs more than it gains
        };
        if (broker is not null) { settings["Broker__Uri"] = broker.ToString(); }
        _process = await Started.StartAsync("dotnet", ["exec", _program], humbly: false, "/", settings);
    }

    /// <summary>SIGKILL, and the next one in its place.</summary>
    public async Task KillAndStartAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) { await _process.DisposeAsync(); }
    }
}
