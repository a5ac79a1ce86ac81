using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Administration;

/// <summary>One form, up to three verbs, each done once under a key of its own: enrol somebody who is not known here, appoint them, hand them a code to sign up with.</summary>
public sealed class NewColleague(EnrolPerson enrolment, Appoint appointments, IssueActivation activations, PersonQueries persons, LocalTime local)
{
    private static readonly Guid _enrolling = new("00000000-0000-7000-8000-00000000e001"), _appointing = new("00000000-0000-7000-8000-00000000e002"), _activating = new("00000000-0000-7000-8000-00000000e003");

    /// <param name="PersonId">Null: somebody new, by name and phone.</param>
    /// <param name="IsAnother">Somebody alike is known here, and it is another person.</param>
    /// <param name="Until">The last day.</param>
    public sealed record Asked(Guid SiteId, Guid? PersonId, string? Name, string? Phone, bool IsAnother, Right Right, DateOnly? Until, bool GivesCode);

    /// <param name="NoCode">Why no code could be handed out, where one was asked for.</param>
    public sealed record Appointed(string Name, Right Right, ActivationIssued? Code, Refusal? NoCode);

    public async Task<Outcome<Appointed>> AppointAsync(CommandKey key, Guid callerId, Asked asked, CancellationToken ct)
    {
        var found = asked.PersonId is { } known
            ? known
            : await enrolment.EnrolAsync(key.For(_enrolling), callerId, new(asked.SiteId, asked.Name ?? "", asked.Phone, null, Sex.Unknown, null, null, asked.IsAnother), ct);
        if (!found.IsDone(out var personId, out var why)) { return why; }

        DateTimeOffset? until = asked.Until is { } day && day < DateOnly.MaxValue ? local.At(day.AddDays(1), TimeOnly.MinValue) : null;
        var appointed = await appointments.AppointAsync(key.For(_appointing), callerId, new(personId, asked.SiteId, asked.Right, until), ct);
        if (!appointed.IsDone(out _, out why)) { return why; }
        if (!(await persons.FindAsync(callerId, personId, ct)).IsDone(out var person, out why)) { return why; }
        if (!asked.GivesCode || person.HasAccount) { return new Appointed(person.Name, asked.Right, null, null); }
        return (await activations.IssueAsync(key.For(_activating), callerId, personId, ct)).IsDone(out var code, out why)
            ? new Appointed(person.Name, asked.Right, code, null)
            : new Appointed(person.Name, asked.Right, null, why);
    }
}
