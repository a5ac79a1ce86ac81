using System.Diagnostics;
using TimeBank.TestKit;

namespace TimeBank.Bench;

/// <summary>deploy/up.sh once more where everything is built and filled: from the command to the ready city.</summary>
internal static class Start
{
    private const int Rounds = 3;
    private const double GreatestSeconds = 15;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var data = Path.Combine(Server.Data, "start");
        // As root the servers run as somebody else, who must reach it.
        Directory.CreateDirectory(data);
        if (!OperatingSystem.IsWindows()) { File.SetUnixFileMode(data, (UnixFileMode)0b111_101_101); }
        await Console.Error.WriteLineAsync($"  the first time, with building and filling: {await UpAsync(data):0.0} s");
        List<double> times = [];
        for (var round = 1; round <= Rounds; round++)
        {
            times.Add(await UpAsync(data));
            await Console.Error.WriteLineAsync($"  round {round}: {times[^1]:0.0} s");
        }

        return [new("start", times.Order().ElementAt(Rounds / 2), "s", null, GreatestSeconds, AtLeast: false)];
    }

    /// <returns>Seconds until it says that it is ready; then it is stopped.</returns>
    private static async Task<double> UpAsync(string data)
    {
        ProcessStartInfo start = new("bash", [Repository.PathOf("deploy/up.sh")]) { RedirectStandardOutput = true };
        foreach (var (name, value) in new[] { ("VOLUNTEER_DATA", data), ("SERVER_USER", "nobody"), ("Urls", $"http://127.0.0.1:{Loopback.FreePort()}") }) { start.Environment[name] = value; }
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ConnectionStrings__", StringComparison.Ordinal)).ToList()) { start.Environment.Remove(name); }
        var began = Stopwatch.GetTimestamp();
        using var up = Process.Start(start)!;
        List<string> said = [];
        while (await up.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.Contains(" is ready after ", StringComparison.Ordinal)) { continue; }
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            using (var stop = Process.Start("kill", ["-TERM", $"{up.Id}"])) { await stop.WaitForExitAsync(); }
            await up.StandardOutput.ReadToEndAsync();
            await up.WaitForExitAsync();
            return seconds;
        }

        throw new InvalidOperationException($"up.sh did not become ready:\n{string.Join('\n', said)}");
    }
}
