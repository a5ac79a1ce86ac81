using TimeBank.People;

namespace TimeBank.Worker.Demonstration;

/// <summary>How one person comes to be known: enrolled, perhaps a volunteer with certificates, perhaps somebody's parent or partner.</summary>
internal sealed class Arrival : Chain
{
    private readonly County _county;
    private readonly Townsperson _person;

    public Arrival(County county, Townsperson person, Townsperson enroller) : base($"arrival-{person.Key}")
    {
        (_county, _person) = (county, person);
        Enrol(person.Comes, enroller);
        foreach (var (right, at) in person.Offices) { Appoint(person.Comes, enroller, right, at); }
        if (person.Volunteers) { Volunteer(person.Comes.AddMinutes(3), enroller); }
        if (person.Child is { } child) { RegisterWith(child, Later(person, child)); }
        // Whoever of the two comes later moves in with the other.
        if (person.Partner is { } partner && (partner.Comes, partner.Key).CompareTo((person.Comes, person.Key)) < 0) { LiveWith(partner, enroller, Later(person, partner)); }
    }

    private static DateTimeOffset Later(Townsperson one, Townsperson other) => (one.Comes > other.Comes ? one.Comes : other.Comes) + Play.Slice;

    private void Enrol(DateTimeOffset planned, Townsperson by)
    {
        var key = KeyOfNext();
        PersonToEnrol asked = new(_county.Sites[_person.Home.Code].Id, _person.Name, _person.Phone, _person.Address, _person.Sex, _person.Born, _person.IdNumber, DespiteDuplicates: true);
        Then(planned, async (stage, at, ct) =>
        {
            var outcome = await stage.AskAsync<EnrolPerson, Outcome<Guid>>(at, desk => desk.EnrolAsync(Stage.KeyOf(by.PersonId, key), by.PersonId, asked, ct));
            if (outcome is Outcome<Guid>.Done(var id)) { _person.PersonId = id; }
            return Why(outcome);
        });
    }

    private void Appoint(DateTimeOffset at, Townsperson by, Right right, Place where) => Ask<Appoint, Guid>(at, (desk, key, ct) =>
        desk.AppointAsync(Stage.KeyOf(by.PersonId, key), by.PersonId, new(_person.PersonId, _county.Sites[where.Code].Id, right), ct));

    private void Volunteer(DateTimeOffset at, Townsperson by)
    {
        Ask<BecomeVolunteer, VolunteerNumbers>(at, (desk, key, ct) => desk.BecomeAsync(Stage.KeyOf(by.PersonId, key), by.PersonId, _person.PersonId, ct));
        DetailsChange change = new(null, null, null, null, null, _person.Skills, [.. _person.Fields.Select(f => f.ToString())], null);
        Ask<ChangeDetails, Guid>(at.AddMinutes(2), (desk, key, ct) => desk.ChangeAsync(Stage.KeyOf(by.PersonId, key), by.PersonId, _person.PersonId, change, ct));
        if (_person.Free.Length > 0) { Ask<SetFreeHours, Guid>(at.AddMinutes(4), (desk, key, ct) => desk.SetAsync(Stage.KeyOf(by.PersonId, key), by.PersonId, _person.PersonId, _person.Free, ct)); }
        foreach (var (name, index) in _person.Qualifications.Select((name, index) => (name, index)))
        {
            // Some run out soon, most in years, some never.
            var today = DateOnly.FromDateTime(at.UtcDateTime);
            DateOnly? until = ((_person.Born.DayNumber + index) % 5) switch { 0 => null, 1 => today.AddDays(80), _ => today.AddYears(2) };
            Ask<ConfirmQualification, Guid>(at.AddMinutes(5), (desk, key, ct) => desk.ConfirmAsync(Stage.KeyOf(by.PersonId, key), by.PersonId, new(_person.PersonId, name, until), ct));
        }
    }

    private void RegisterWith(Townsperson child, DateTimeOffset at) => Ask<AddRelative, Guid>(at, (desk, key, ct) =>
        desk.AddAsync(Stage.KeyOf(child.PersonId, key), child.PersonId, new(Relation.Parent, false, _person.Name, null, _person.Phone, _person.Sex, null, null), ct));

    private void LiveWith(Townsperson partner, Townsperson by, DateTimeOffset at) => Ask<SetHousehold, Guid>(at, (desk, key, ct) =>
        desk.SetAsync(Stage.KeyOf(by.PersonId, key), by.PersonId, _person.PersonId, partner.PersonId, ct));

    private void Ask<TDesk, T>(DateTimeOffset planned, Func<TDesk, string, CancellationToken, Task<Outcome<T>>> ask) where TDesk : notnull
    {
        var key = KeyOfNext();
        Then(planned, async (stage, at, ct) => Why(await stage.AskAsync<TDesk, Outcome<T>>(at, desk => ask(desk, key, ct))));
    }
}
