using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Orders;
using TimeBank.Storage;

namespace TimeBank.Worker.Demonstration;

/// <summary>Where the play meets the product: the desks of both hosts, each under its own role, at the play's time.</summary>
internal sealed class Stage(IServiceProvider api, IServiceProvider worker, PlayedClock clock)
{
    /// <summary>A person at a desk, at that instant.</summary>
    public async Task<T> AskAsync<TDesk, T>(DateTimeOffset at, Func<TDesk, Task<T>> ask) where TDesk : notnull
    {
        clock.StandAt(at);
        await using var scope = api.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TDesk>());
    }

    /// <summary>A look at the tables, for what the desks do not answer.</summary>
    public async Task<T> LookAsync<T>(Func<TimeBankDb, Task<T>> look)
    {
        await using var scope = api.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<TimeBankDb>());
    }

    /// <summary>The worker, where the play is.</summary>
    public async Task WorkAsync<TWork>(Func<TWork, Task> work) where TWork : notnull
    {
        await using var scope = worker.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TWork>());
    }

    /// <summary>The same command in every play, so a play that goes on after it was killed does nothing twice.</summary>
    public static CommandKey KeyOf(Guid callerId, string name) => new(callerId, $"demonstration-{name}", SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>The newest offer to that person; to the pool when nobody is named.</summary>
    public Task<Guid> OfferAsync(Guid orderId, Guid? personId, CancellationToken ct) => LookAsync(db =>
        db.Offers.Where(o => o.OrderId == orderId && o.PersonId == personId).OrderByDescending(o => o.MadeAt).Select(o => o.Id).FirstOrDefaultAsync(ct));

    public Task<Guid> CaseAsync(Guid orderId, CaseKind kind, CancellationToken ct) => LookAsync(db =>
        db.Cases.Where(c => c.OrderId == orderId && c.Kind == kind).OrderByDescending(c => c.OpenedAt).Select(c => c.Id).FirstOrDefaultAsync(ct));

    public Task<(Guid Id, int Minutes)> RecordAsync(Guid orderId, CancellationToken ct) => LookAsync<(Guid, int)>(async db =>
    {
        var record = await db.ServiceRecords.Where(r => r.OrderId == orderId).OrderByDescending(r => r.Id).Select(r => new { r.Id, r.Minutes }).FirstOrDefaultAsync(ct);
        return (record?.Id ?? Guid.Empty, record?.Minutes ?? 0);
    });

    public VisitCodes CodesOf(Guid assignmentId) => VisitCodes.For(assignmentId, api.GetRequiredService<DeploymentKeys>().CodeKey);
}
