using System.Net.Sockets;
using Npgsql;

namespace TimeBank.Worker.Events;

/// <summary>The database or the broker is away. That is no event's fault: nothing is counted as failed for it, and it is tried again until they are back.</summary>
internal static class Outage
{
    /// <summary>Anywhere in the chain of causes: "connection refused" lies inside of what Npgsql says, which lies inside of what EF says.</summary>
    public static bool IsSeenIn(Exception? failure) => failure is not null
        && (failure is BrokerUnreachableException or NpgsqlException { IsTransient: true } or SocketException or OperationCanceledException or IOException or TimeoutException
            || IsSeenIn(failure.InnerException));
}
