using Microsoft.Extensions.DependencyInjection;
using TimeBank.TestKit;
using TimeBank.Worker.Events;

namespace TimeBank.Worker.Tests;

/// <summary>A town and its worker, in which a test says what happens when: <c>IClassFixture&lt;WorkerTown&gt;</c>.</summary>
public sealed class WorkerTown : IAsyncLifetime
{
    private WorkerHost? _host;

    public Town Town { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Town.InitializeAsync();
        _host = new WorkerHost(Town.Postgres, Town.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        await Town.DisposeAsync();
    }

    public async Task DoAsync<TWork>(Func<TWork, Task> work) where TWork : notnull
    {
        await using var scope = _host!.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TWork>());
    }

    /// <summary>Until nothing waits: open transactions of other tests' databases hold the horizon back, for they share the server.</summary>
    public async Task RelayAllAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        var again = true;
        while (again)
        {
            patience.Token.ThrowIfCancellationRequested();
            await DoAsync<EventRelay>(async relay => again = await relay.WorkAsync(default) != Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The kinds of a person's messages about an order, oldest first.</summary>
    public Task<IReadOnlyList<string>> MessagesAsync(Guid person, Guid order) =>
        Town.Postgres.ReadAsync<string>($"select kind as \"Value\" from messages where person_id = {person} and order_id = {order} order by id");
}
