using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests;

/// <summary>An empty deployment over a real database: the desks as the Api's role and as the Worker's.</summary>
public sealed class Deployment : IAsyncLifetime
{
    private ServiceProvider? _api;
    private ServiceProvider? _worker;

    public Postgres Postgres { get; } = new();
    public ManualClock Clock { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Postgres.InitializeAsync();
        (_api, _worker) = (Build(Postgres.Api), Build(Postgres.Worker));
    }

    public async ValueTask DisposeAsync()
    {
        await _api!.DisposeAsync();
        await _worker!.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    public Task<T> AsApi<TDesk, T>(Func<TDesk, Task<T>> ask) where TDesk : notnull => Town.In(_api!, ask);

    public Task<T> AsWorker<TDesk, T>(Func<TDesk, Task<T>> ask) where TDesk : notnull => Town.In(_worker!, ask);

    public static byte[] File(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    public static byte[] DataFile(string name) => System.IO.File.ReadAllBytes(Repository.PathOf($"deploy/data/{name}"));

    private ServiceProvider Build(string connectionString) => new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock)
        .AddDomain(new DomainSettings(connectionString, Postgres.KeysPath)).BuildServiceProvider(validateScopes: true);
}

internal static class Answers
{
    public static T Done<T>(this Outcome<T> outcome) =>
        outcome.IsDone(out var value, out var why) ? value : throw new Xunit.Sdk.XunitException($"Refused: {why.Code} {why.English}");

    public static Refusal Refused<T>(this Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Why;
}
