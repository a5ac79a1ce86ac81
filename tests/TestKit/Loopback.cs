using System.Net;
using System.Net.Sockets;

namespace TimeBank.TestKit;

public static class Loopback
{
    /// <summary>A port that nobody has now. A server that is stopped and started again keeps its own.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<bool> AnswersAsync(int port)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        return client.Connected;
    }
}
