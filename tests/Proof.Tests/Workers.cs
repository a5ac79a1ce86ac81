using TimeBank.TestKit;

namespace TimeBank.Proof.Tests;

/// <summary>Some worker processes over one town.</summary>
internal sealed class Workers(RatedTown town, Uri? broker, params string[] names) : IAsyncDisposable
{

    private readonly WorkerProcess[] _all = [.. names.Select(name => new WorkerProcess(town.Postgres, name, broker))];

    public static async Task<Workers> StartAsync(RatedTown town, Uri? broker, params string[] names)
    {
        Workers workers = new(town, broker, names);
        await workers.StartAsync();
        return workers;
    }

    public async Task StartAsync()
    {
        foreach (var worker in _all) { await worker.StartAsync(); }
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
