using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace TimeBank.Bench;

/// <summary>pgbench's TPC-B on the same server: scale 50, 8 clients, prepared statements.</summary>
internal static partial class Pgbench
{
    private static readonly Server.Database _database = new("bench_tpcb");

    public static async Task LoadAsync()
    {
        await Server.DropAsync(_database.Name);
        await Server.RunAsync(new Server.Database("postgres").Superuser, $"create database {_database.Name}");
        await RunAsync("--initialize", $"--scale={Math.Max(1, (int)(50 * Server.Scale))}", "--quiet");
    }

    /// <returns>Transactions per second.</returns>
    public static async Task<double> MeasureAsync(int seconds)
    {
        await Server.SettleAsync(_database);
        var said = await RunAsync("--client=8", "--jobs=2", "--protocol=prepared", "--no-vacuum", $"--time={seconds}");
        return double.Parse(Tps().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public static Task DropAsync() => Server.DropAsync(_database.Name);

    private static async Task<string> RunAsync(params string[] words)
    {
        NpgsqlConnectionStringBuilder at = new(_database.Superuser);
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("PGBENCH") ?? "pgbench", [.. words, "--host", at.Host!, "--port", $"{at.Port}", "--username", at.Username!, at.Database!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = at.Password;
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException(await complaints);
    }

    [GeneratedRegex(@"^tps = ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Tps();
}
