using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TimeBank.Worker.Tests.Messages;

/// <summary>A mail relay on this machine: it says what a test tells it to, and keeps what it was handed.</summary>
internal sealed class MailRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public MailRelay()
    {
        _listener.Start();
        _work = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answer to a recipient.</summary>
    public string Recipient { get; set; } = "250 ok";

    public ConcurrentQueue<(string To, string Mail)> Taken { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException) { return; }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using StreamReader reader = new(stream, Encoding.ASCII);
        await using StreamWriter writer = new(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 relay");
        var to = "";
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            if (line.StartsWith("RCPT TO:", StringComparison.Ordinal)) { to = line["RCPT TO:<".Length..line.IndexOf('>', StringComparison.Ordinal)]; }
            if (line == "DATA") { await writer.WriteLineAsync("354 go on"); Taken.Enqueue((to, await MailAsync(reader))); }
            await writer.WriteLineAsync(line.StartsWith("RCPT", StringComparison.Ordinal) ? Recipient : line == "QUIT" ? "221 bye" : "250 ok");
        }
    }

    private async Task<string> MailAsync(StreamReader reader)
    {
        StringBuilder mail = new();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".") { mail.Append(line).Append('\n'); }
        return mail.ToString();
    }
}

internal sealed record Handed(string Authorization, string? Type, string Body);

/// <summary>A gateway on this machine that answers as a test tells it to.</summary>
internal sealed class WebGateway : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _work;

    public WebGateway()
    {
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/texts/");
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _work = ServeAsync();
    }

    public Uri Address { get; }

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public ConcurrentQueue<Handed> Taken { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _work;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
                Taken.Enqueue(new(context.Request.Headers["Authorization"] ?? "", context.Request.ContentType, await reader.ReadToEndAsync()));
                context.Response.StatusCode = (int)Status;
                if (Status is HttpStatusCode.Found) { context.Response.RedirectLocation = Address.AbsoluteUri; }
                context.Response.Close();
            }
        }
        catch (Exception over) when (over is HttpListenerException or ObjectDisposedException) { return; }
    }
}
