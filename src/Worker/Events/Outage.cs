using Npgsql;

namespace TimeBank.Worker.Events;

/// <summary>The database or the broker is away. That is no event's fault: nothing is counted as failed for it, and it is tried again until they are back.</summary>
internal static class Outage
{
    public static bool IsSeenIn(Exception failure) => failure is BrokerUnreachableException
        || failure.GetBaseException() is NpgsqlException { IsTransient: true } or OperationCanceledException or IOException or TimeoutException;
}
