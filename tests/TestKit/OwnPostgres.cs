using System.Globalization;
using Npgsql;

namespace TimeBank.TestKit;

/// <summary>How a database server ends without being asked to finish.</summary>
public enum HardStop
{
    /// <summary>SIGQUIT: PostgreSQL's "immediate", no checkpoint.</summary>
    Immediate,

    /// <summary>SIGKILL of the first process; the others find out by themselves.</summary>
    Killed,
}

/// <summary>A PostgreSQL that belongs to one test, which may stop it: with a directory and a port of its own.</summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    private const string Password = "only-for-tests";
    private readonly string _directory = Directory.CreateTempSubdirectory("timebank-own-postgres-").FullName;
    private readonly int _port = Loopback.FreePort();
    private readonly string _programs;
    private readonly string[] _settings;
    private Started? _server;

    private OwnPostgres(string programs, string[] settings) => (_programs, _settings, Superuser) = (programs, settings, new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = "postgres", Password = Password, Database = "postgres" }.ConnectionString);

    public string Superuser { get; }

    public TestServer Server => field ??= new(Superuser);

    /// <summary>The shared server's programs, and durable, as a deployment's is.</summary>
    public static async Task<OwnPostgres> StartAsync() => await StartAsync(await TestServer.Shared.ProgramsAsync());

    /// <param name="programs">The directory of initdb and postgres.</param>
    /// <param name="settings">What differs from the server's own: <c>name=value</c>.</param>
    public static async Task<OwnPostgres> StartAsync(string programs, params string[] settings)
    {
        OwnPostgres own = new(programs, settings);
        try
        {
            await own.CreateAsync();
            await own.GoOnAsync();
            return own;
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    public async Task StopAsync(HardStop how)
    {
        await (how is HardStop.Immediate ? _server!.SignalAsync("QUIT") : _server!.KillAsync());
        await _server.DisposeAsync();
        NpgsqlConnection.ClearAllPools();   // the test's own connections are dead too
    }

    /// <summary>Starts it where it stopped. While processes of the one before still hold its memory PostgreSQL refuses, and is asked again.</summary>
    public Task GoOnAsync() => Until.TrueAsync(
        async () =>
        {
            if (_server is null or { HasEnded: true })
            {
                _server = await Started.StartAsync(
                    Path.Combine(_programs, "postgres"),
                    ["-D", Path.Combine(_directory, "db"), "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200", .. _settings.SelectMany(s => new[] { "-c", s })],
                    humbly: true, _directory);
            }

            await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(Superuser) { Pooling = false }.ConnectionString);
            await connection.OpenAsync();
            return true;
        },
        () => $"the database started\n{_server?.LastWords}");

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasEnded: false }) { await _server.SignalAsync("QUIT"); }
        if (_server is not null) { await _server.DisposeAsync(); }
        Directory.Delete(_directory, recursive: true);
    }

    private async Task CreateAsync()
    {
        var password = Path.Combine(_directory, "password");
        await File.WriteAllTextAsync(password, Password);
        if (Environment.IsPrivilegedProcess) { await Started.RunAsync("chown", ["-R", Started.Nobody, _directory]); }
        await Started.RunAsync(
            Path.Combine(_programs, "initdb"),
            ["-D", Path.Combine(_directory, "db"), "-U", "postgres", $"--pwfile={password}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "--no-sync"],
            humbly: true, _directory);
    }
}
