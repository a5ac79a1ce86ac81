using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <param name="Code">Eight digits, shown once, good for one use.</param>
public sealed record ActivationIssued(string Code, DateTimeOffset ExpiresAt);

/// <summary>Staff hand a code to a person whom they have before them: with it the person comes to an account, or into one whose password is forgotten. A new code ends the one before.</summary>
public sealed class IssueActivation(TimeBankDb db, Once once, DeploymentKeys keys, TimeProvider clock)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(7);

    public async Task<Outcome<ActivationIssued>> IssueAsync(CommandKey key, Guid callerId, Guid personId, CancellationToken ct)
    {
        // The stored answer is only the hour it expires: the code comes from the command's id and the deployment's secret.
        var issued = await once.DoAsync<DateTimeOffset>(key, async () =>
        {
            var found = await db.LockInScopeAsync(callerId, personId, clock.GetUtcNow(), PersonFacts.Staff, ct);
            if (!found.IsDone(out var person, out var why)) { return why; }
            // Whoever could write any phone and then hand out the code would own the account; nor does anybody open the same account twice.
            if (person.PhoneChangedById == callerId) { return PersonRefusals.ActivationSecondPerson; }
            return await AddAsync(key, person, callerId, ct);
        }, ct);
        return issued.Then<ActivationIssued>(expiresAt => new ActivationIssued(CodeOf(key), expiresAt));
    }

    /// <summary>Inside a transaction of somebody else's; <see cref="CodeOf"/> tells the code.</summary>
    internal async Task<DateTimeOffset> AddAsync(CommandKey key, Person person, Guid? issuedById, CancellationToken ct)
    {
        await db.Activations.Where(a => a.PersonId == person.Id && a.UsedAt == null).ExecuteDeleteAsync(ct);
        Activation activation = new()
        {
            CodeHash = keys.LookupHash("activation", CodeOf(key)),
            PersonId = person.Id,
            IssuedById = issuedById,
            ExpiresAt = clock.GetUtcNow() + GoodFor,
        };
        db.Activations.Add(activation);
        return activation.ExpiresAt;
    }

    internal string CodeOf(CommandKey key)
    {
        var bytes = HMACSHA256.HashData(keys.CodeKey, [.. "activation:"u8, .. key.Id.ToByteArray()]);
        return (BitConverter.ToUInt64(bytes) % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
    }
}
