using Microsoft.Extensions.Logging;
using TimeBank.Passbooks;

namespace TimeBank.Worker.Passbooks;

/// <summary>Recounts every balance and says loudly what differs.</summary>
public sealed class NightlyCheck(Reconciliation reconciliation, Heartbeats hearts, ILogger<NightlyCheck> log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var differences = await reconciliation.FindAsync(ct);
        foreach (var difference in differences) { log.LogError("The books and the transfers differ. {Difference}", difference); }
        await hearts.BeatAsync(
            Heartbeats.Reconciliation, differences.Count == 0, differences.Count == 0 ? "nothing differs" : $"{differences.Count} differ; the log names them", ct);
    }
}
