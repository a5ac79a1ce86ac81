using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>How a person comes to be known, whoever enrols them: sealed, findable by keyed hashes, a household of their own.</summary>
public static class NewPerson
{
    /// <param name="details">Its phone is digits, as <see cref="Phone.Parse"/> gives them.</param>
    /// <param name="enrolledById">The member of staff; null for a person who signed up alone.</param>
    public static Person From(PersonDetails details, Guid homeSiteId, DeploymentKeys keys, TimeProvider clock, Guid? enrolledById = null)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            HomeSiteId = homeSiteId,
            HouseholdId = Guid.CreateVersion7(now),
            DetailsSealed = keys.Seal(details),
            NameHash = keys.LookupHash("name", details.Name),
            PhoneHash = PhoneHash(details.Phone, keys),
            AdultOn = details.BirthDate?.AddYears(18),
            EnrolledAt = now,
            EnrolledById = enrolledById,
        };
    }

    public static byte[]? PhoneHash(string? digits, DeploymentKeys keys) => digits is null ? null : keys.LookupHash("phone", digits);
}
