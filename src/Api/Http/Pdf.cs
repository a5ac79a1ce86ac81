using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace TimeBank.Api.Http;

/// <summary>HTML becomes a PDF by WeasyPrint, a program of the system (Debian: <c>weasyprint</c>, with <c>fonts-wqy-zenhei</c> for Chinese). It is handed everything
/// it needs and asks nobody for anything. Where it is not installed people print from the browser, and are told so.</summary>
public sealed class Pdf(string program) : IDisposable
{
    public static readonly Refusal NotInstalled = new("pdf.not_installed", RefusalKind.Conflict, "This server cannot make PDF files. Print this page from your browser instead; \"save as PDF\" is among its printers.", "这台服务器没有安装 PDF 工具。请用浏览器的“打印”功能，打印机选“另存为 PDF”。");
    public static readonly Refusal Busy = new("pdf.busy", RefusalKind.Conflict, "The PDF did not come in time. Please try again in a moment, or print this page from your browser.", "PDF 没有及时做好，请稍后再试，或用浏览器打印本页。");

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(40);

    /// <summary>Each takes a processor for seconds and some hundred megabytes.</summary>
    private readonly SemaphoreSlim _places = new(2);

    public bool IsInstalled { get; } = Path.IsPathRooted(program)
        ? File.Exists(program)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));

    public async Task<Outcome<byte[]>> FromAsync(string html, CancellationToken ct)
    {
        if (!IsInstalled) { return NotInstalled; }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_patience);
        try
        {
            await _places.WaitAsync(patience.Token);
            try { return await RunAsync(html, patience.Token); }
            finally { _places.Release(); }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return Busy; }
        catch (Win32Exception) { return NotInstalled; }
    }

    public void Dispose() => _places.Dispose();

    private async Task<Outcome<byte[]>> RunAsync(string html, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(program)
        {
            ArgumentList = { "--quiet", "--encoding", "utf-8", "-", "-" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        })!;
        try
        {
            using var file = new MemoryStream();
            var read = process.StandardOutput.BaseStream.CopyToAsync(file, ct);
            var complaint = process.StandardError.ReadToEndAsync(ct);
            await process.StandardInput.WriteAsync(html.AsMemory(), ct);
            process.StandardInput.Close();
            await read;
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0 && file.Length > 0 ? file.ToArray() : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await complaint}");
        }
        finally
        {
            if (!process.HasExited) { process.Kill(entireProcessTree: true); }
        }
    }
}
