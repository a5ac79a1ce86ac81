using System.Globalization;
using TimeBank.TestKit;

namespace TimeBank.Proof.Tests;

/// <summary>Debian's RabbitMQ on the loopback, with ports, a name and a directory of its own. The register of names that Erlang needs (epmd) is its own too, and ends with it.</summary>
internal sealed class OwnRabbit : IAsyncDisposable
{
    private const string Programs = "/usr/lib/rabbitmq/lib";
    private readonly string _directory = Directory.CreateTempSubdirectory("timebank-proof-rabbit-").FullName;
    private readonly (int Broker, int Names, int Nodes) _ports = (Loopback.FreePort(), Loopback.FreePort(), Loopback.FreePort());
    private readonly string _program;
    private Started? _names;
    private Started? _broker;

    private OwnRabbit(string program) => _program = program;

    public Uri Uri => new($"rabbitmq://guest:guest@127.0.0.1:{_ports.Broker}/");

    /// <summary>Everything is prepared; it does not run yet.</summary>
    /// <exception cref="InvalidOperationException">RabbitMQ is not installed: tests fail, they are never skipped.</exception>
    public static async Task<OwnRabbit> PrepareAsync()
    {
        var installed = Directory.Exists(Programs) ? Directory.GetDirectories(Programs, "rabbitmq_server-*").FirstOrDefault() : null;
        OwnRabbit own = new(Path.Combine(
            installed ?? throw new InvalidOperationException("These tests need RabbitMQ: as root, apt-get install --no-install-recommends rabbitmq-server."), "sbin/rabbitmq-server"));
        await File.WriteAllTextAsync(Path.Combine(own._directory, "rabbitmq.conf"), $"listeners.tcp.1 = 127.0.0.1:{own._ports.Broker}\n");
        await File.WriteAllTextAsync(Path.Combine(own._directory, "enabled_plugins"), "[].\n");
        if (Environment.IsPrivilegedProcess) { await Started.RunAsync("chown", ["-R", Started.Nobody, own._directory]); }
        return own;
    }

    public async Task GoOnAsync()
    {
        _names ??= await Started.StartAsync("epmd", ["-port", Text(_ports.Names), "-address", "127.0.0.1"], humbly: true, _directory);
        await Until.TrueAsync(() => Loopback.AnswersAsync(_ports.Names), () => $"epmd answers\n{_names.LastWords}");
        _broker = await Started.StartAsync(_program, [], humbly: true, _directory, Settings());
        await Until.TrueAsync(() => Loopback.AnswersAsync(_ports.Broker), () => $"RabbitMQ answers\n{_broker.LastWords}");
    }

    /// <summary>SIGKILL: what it had not written down is gone.</summary>
    public async Task KillAsync()
    {
        await _broker!.KillAsync();
        await _broker.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in new[] { _broker, _names })
        {
            if (program is not null) { await program.DisposeAsync(); }
        }

        Directory.Delete(_directory, recursive: true);
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["HOME"] = _directory,
        ["RABBITMQ_NODENAME"] = "proof@localhost",
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_directory, "none"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_directory, "rabbitmq.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_directory, "enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_directory, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(_directory, "log"),
        ["RABBITMQ_DIST_PORT"] = Text(_ports.Nodes),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_EPMD_PORT"] = Text(_ports.Names),
        // Then the script becomes the broker instead of standing in front of it.
        ["RUNNING_UNDER_SYSTEMD"] = "1",
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
