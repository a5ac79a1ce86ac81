namespace TimeBank.Proof.Tests;

/// <summary>Some worker processes over one town.</summary>
internal sealed class Workers : IAsyncDisposable
{

    private readonly WorkerProcess[] _all;

    private Workers(WorkerProcess[] all) => _all = all;

    public static async Task<Workers> StartAsync(RatedTown town, Uri? broker, params string[] names)
    {
        Workers workers = new([.. names.Select(name => new WorkerProcess(town.Postgres, name, broker))]);
        foreach (var worker in workers._all) { await worker.StartAsync(); }
        return workers;
    }

    /// <summary>kill -9 of any of them, and another in its place.</summary>
    public Task KillOneAsync() => Random.Shared.GetItems(_all, 1)[0].KillAndStartAsync();

    public Task UntilAsync(Func<Task<bool>> holds, string what) => Until.TrueAsync(
        async () =>
        {
            Assert.All(_all, worker => Assert.False(worker.HasEnded, worker.LastWords));
            return await holds();
        },
        () => $"{what}. {string.Join('\n', _all.Select(worker => worker.LastWords))}");

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _all) { await worker.DisposeAsync(); }
    }
}
