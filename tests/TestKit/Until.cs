using Npgsql;
using Xunit;

namespace TimeBank.TestKit;

/// <summary>Waiting for something to be true, and not for time to pass.</summary>
public static class Until
{
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);

    /// <summary>Looks again and again. A server that is away right now is not the answer yet.</summary>
    /// <param name="otherwise">What to say of the state of things when patience ends.</param>
    public static async Task TrueAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        using CancellationTokenSource patience = new(_patience);
        using PeriodicTimer looks = new(_betweenLooks);
        while (!await HoldsAsync(holds))
        {
            try { await looks.WaitForNextTickAsync(patience.Token); }
            catch (OperationCanceledException) { Assert.Fail($"Not within {_patience.TotalSeconds} s: {otherwise()}"); }
        }
    }

    private static async Task<bool> HoldsAsync(Func<Task<bool>> holds)
    {
        try { return await holds(); }
        catch (Exception away) when (away.GetBaseException() is NpgsqlException or IOException or System.Net.Sockets.SocketException) { return false; }
    }
}
