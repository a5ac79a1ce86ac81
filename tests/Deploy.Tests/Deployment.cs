using System.Diagnostics;
using TimeBank.TestKit;

namespace TimeBank.Deploy.Tests;

/// <summary>What a script said, and with what it ended.</summary>
public sealed record Said(int Status, string Text)
{
    public Said Is(int expected)
    {
        Assert.True(Status == expected, $"ended with {Status}, not {expected}:\n{Text}");
        return this;
    }
}

/// <summary>A data directory of its own under the scripts of deploy/, with the programs that these tests were built with.</summary>
public sealed class Deployment : IAsyncDisposable
{
    private static readonly string _configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;

    private Deployment(string data) => Data = data;

    public string Data { get; }
    public string KeysPath => Path.Combine(Data, "keys");

    /// <summary>Programs, and nothing else yet.</summary>
    public static async Task<Deployment> PrepareAsync()
    {
        Deployment made = new(Directory.CreateTempSubdirectory("timebank-deploy-").FullName);
        // As root the servers run as somebody else, who must reach it. The scripts believe the checksum and build nothing. Each looks for a port from a place of its own: two that begin at once would
        // both find the usual one free.
        (await made.BashAsync(
            $"""
            chmod 755 "$VOLUNTEER_DATA"; mkdir "$VOLUNTEER_DATA/app"
            cp -R "{Repository.PathOf($"src/Worker/bin/{_configuration}/net10.0")}" "$VOLUNTEER_DATA/app/worker"
            cp -R "{Repository.PathOf($"src/Api/bin/{_configuration}/net10.0")}" "$VOLUNTEER_DATA/app/api"
            bash deploy/packages.sh; . deploy/database.sh; . deploy/directory.sh; . deploy/hosts.sh
            prepare_data; sources_checksum >"$DATA/app/checksum"
            first_free_port $((20000 + RANDOM % 10000)) >"$DATA/database.port"
            """)).Is(0);
        return made;
    }

    /// <summary>A running, migrated database. Nothing waits for the disk: what is destroyed here is destroyed whole.</summary>
    public async Task CreateAsync() => (await BashAsync(
        """
        . deploy/database.sh
        database_create --no-sync --set fsync=off --set full_page_writes=off; database_start
        bash deploy/worker.sh create-database; bash deploy/worker.sh migrate
        """)).Is(0);

    /// <summary>The connection string that the scripts give to this verb or host. Not pooled: a restored server may have the port and the passwords of the lost one.</summary>
    /// <param name="role">Api, Worker, Owner or Superuser.</param>
    public async Task<string> ConnectionAsync(string verb, string role) =>
        (await BashAsync($". deploy/settings.sh; settings_for {verb}; printf %s \"$ConnectionStrings__{role};Pooling=false\"")).Is(0).Text;

    public Task<Said> ScriptAsync(string name, params string[] words) => BashAsync($"bash deploy/{name} \"$@\"", words);

    public async Task<Said> BashAsync(string script, params string[] words)
    {
        ProcessStartInfo start = new("bash", ["-c", $"exec 2>&1; {script}", "bash", .. words]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["VOLUNTEER_DATA"] = Data;
        start.Environment["SERVER_USER"] = "nobody";
        start.Environment["DEMONSTRATION_ORDERS"] = "60";   // ten days instead of two months
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, text);
    }

    /// <summary>As a lost disk would have it.</summary>
    public async Task DestroyAsync() => (await BashAsync(
        """. deploy/database.sh; if database_running; then pg_ctl -m immediate stop >/dev/null; fi; cd /; rm -rf "$DATA" """)).Is(0);

    public async ValueTask DisposeAsync() => await DestroyAsync();
}
