using System.Net;
using System.Net.Sockets;
using TimeBank.TestKit;

namespace TimeBank.Proof.Tests;

/// <summary>A line to a server on the loopback that can go dead: who is connected then hears nothing any more, not even an end. Who connects later is served.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, Loopback.FreePort());
    private readonly List<TcpClient> _ends = [];
    private readonly Task _serving;
    private CancellationTokenSource _alive = new();

    public Line(int server)
    {
        _listener.Start();
        _serving = ServeAsync(server);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void GoDead() => Interlocked.Exchange(ref _alive, new()).Cancel();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        GoDead();
        _ends.ForEach(end => end.Dispose());
    }

    private async Task ServeAsync(int server)
    {
        while (true)
        {
            TcpClient near;
            try { near = await _listener.AcceptTcpClientAsync(); }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException) { return; }
            await ConnectAsync(near, server);
        }
    }

    private async Task ConnectAsync(TcpClient near, int server)
    {
        TcpClient far = new();
        _ends.AddRange([near, far]);
        await far.ConnectAsync(IPAddress.Loopback, server);
        _ = near.GetStream().CopyToAsync(far.GetStream(), _alive.Token);
        _ = far.GetStream().CopyToAsync(near.GetStream(), _alive.Token);
    }
}
