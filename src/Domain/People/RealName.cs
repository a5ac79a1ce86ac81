using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

public sealed record RealNameToVerify(Guid PersonId, string Name, string IdNumber);

public sealed record RealNameToSubmit(string Name, string IdNumber);

/// <summary>A person's own word for their name and identity number, and staff who have seen the document.</summary>
public sealed class RealName(TimeBankDb db, Once once, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    /// <summary>By staff of the home site or above: verified from now on, and any unverified claim to the number gives way.</summary>
    public Task<Outcome<Guid>> VerifyAsync(CommandKey key, Guid callerId, RealNameToVerify asked, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        var found = await db.LockInScopeAsync(callerId, asked.PersonId, now, PersonFacts.Staff, ct);
        if (!found.IsDone(out var person, out var why)) { return why; }
        if (WrongWith(asked.Name, asked.IdNumber, out var idNumber) is { } refusal) { return refusal; }

        person.SetRealName(asked.Name.Trim(), idNumber!, keys);
        (person.VerifiedAt, person.VerifiedById) = (now, callerId);
        await db.ReleaseUnseenAsync(person, ct);
        return person.Id;
    }, ct);

    /// <summary>By the person: unverified until staff have seen the document.</summary>
    public Task<Outcome<Guid>> SubmitAsync(CommandKey key, Guid callerId, RealNameToSubmit asked, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        if (await db.LockPersonAsync(callerId, ct) is not { } person) { return PersonRefusals.NotFound; }
        if (person.VerifiedAt is not null) { return PersonRefusals.Verified; }
        if (WrongWith(asked.Name, asked.IdNumber, out var idNumber) is { } refusal) { return refusal; }
        person.SetRealName(asked.Name.Trim(), idNumber!, keys);
        return person.Id;
    }, ct);

    private Refusal? WrongWith(string name, string idNumber, out IdNumber? parsed)
    {
        var today = local.DayOf(clock.GetUtcNow());
        parsed = IdNumber.Parse(idNumber, today);
        return parsed is null ? PersonRefusals.IdNumberInvalid : DetailRules.WrongWith(name, parsed.BirthDate, null, today);
    }
}

internal static class RealNameRows
{
    /// <summary>The number says when the person was born and which sex the register has.</summary>
    public static void SetRealName(this Person person, string name, IdNumber idNumber, DeploymentKeys keys)
    {
        var details = keys.Open<PersonDetails>(person.DetailsSealed) with { Name = name, Sex = idNumber.Sex, BirthDate = idNumber.BirthDate };
        (person.DetailsSealed, person.NameHash) = (keys.Seal(details), keys.LookupHash("name", name));
        (person.IdNumberSealed, person.IdNumberMask) = (keys.SealIdNumber(idNumber.Value), idNumber.Mask);
        person.IdNumberHash = keys.LookupHash("id-number", idNumber.Value);
        person.AdultOn = idNumber.BirthDate.AddYears(18);
    }

    /// <summary>Whoever typed in this number without showing a document loses it to the one who did; between two who did, the constraint decides.</summary>
    public static Task ReleaseUnseenAsync(this TimeBankDb db, Person seen, CancellationToken ct) => db.Persons
        .Where(p => p.IdNumberHash == seen.IdNumberHash && p.Id != seen.Id && p.VerifiedAt == null)
        .ExecuteUpdateAsync(set => set
            .SetProperty(p => p.IdNumberSealed, (byte[]?)null).SetProperty(p => p.IdNumberHash, (byte[]?)null).SetProperty(p => p.IdNumberMask, (string?)null), ct);
}
