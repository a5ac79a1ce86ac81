using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace TimeBank.TestKit;

/// <summary>A program that a test has started. It ends when the test says so or forgets it, and when the test's own process is killed.</summary>
public sealed class Started : IAsyncDisposable
{
    private const int GreatestLines = 200;
    private static readonly BlockingCollection<Action> _starts = [];
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;
    private bool _isForgotten;

    // The system ends such a program with the thread that started it, so that thread lives as long as the process.
    static Started() => new Thread(() => { foreach (var start in _starts.GetConsumingEnumerable()) { start(); } }) { IsBackground = true }.Start();

    private Started(Process process) => _process = process;

    public bool HasEnded => _isForgotten || _process.HasExited;

    /// <summary>What it said last.</summary>
    public string LastWords => string.Join('\n', _lines);

    /// <summary>Root's servers run as nobody: none of them may be root.</summary>
    /// <param name="humbly">Without root's rights.</param>
    public static async Task<Started> StartAsync(string program, IEnumerable<string> words, bool humbly, string directory, IReadOnlyDictionary<string, string>? settings = null)
    {
        ProcessStartInfo start = new("setpriv") { WorkingDirectory = directory, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] rights = humbly && Environment.IsPrivilegedProcess ? [$"--reuid={Nobody}", "--regid=nogroup", "--clear-groups", "--inh-caps=-all", "--no-new-privs"] : [];
        foreach (var word in (IEnumerable<string>)["--pdeathsig", "KILL", .. rights, program, .. words]) { start.ArgumentList.Add(word); }
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) { start.Environment[name] = value; }

        TaskCompletionSource<Process> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try { started.SetResult(Process.Start(start)!); }
            catch (Exception failure) { started.SetException(failure); }
        });
        Started it = new(await started.Task);
        it.Listen();
        return it;
    }

    public const string Nobody = "nobody";

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with anything but 0.</exception>
    public static async Task RunAsync(string program, IEnumerable<string> words, bool humbly = false, string directory = "/")
    {
        await using var it = await StartAsync(program, words, humbly, directory);
        await it._process.WaitForExitAsync();
        if (it._process.ExitCode != 0) { throw new InvalidOperationException($"{program} ended with {it._process.ExitCode}: {it.LastWords}"); }
    }

    /// <summary>SIGKILL: it is not asked.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <param name="name">QUIT, TERM …</param>
    public async Task SignalAsync(string name)
    {
        await RunAsync("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded) { await KillAsync(); }
        _isForgotten = true;
        _process.Dispose();
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null) { return; }
        _lines.Enqueue(line);
        while (_lines.Count > GreatestLines) { _lines.TryDequeue(out _); }
    }
}
