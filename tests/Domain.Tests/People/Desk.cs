using TimeBank.People;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.People;

/// <summary>The verbs of people as a caller asks for them, each with a fresh key.</summary>
internal static class Desk
{
    public static PersonToEnrol Someone(this Town town, string name, string? phone = null) => new(town.Station.Id, name, phone, null, Sex.Unknown, null, null, false);

    public static Task<Outcome<Guid>> EnrolAsync(this Town town, Guid caller, PersonToEnrol asked) => town.AskAsync((EnrolPerson e, CommandKey key) => e.EnrolAsync(key, caller, asked, default), caller);

    public static Task<Outcome<Guid>> AppointAsync(this Town town, Guid caller, Guid person, Guid site, Right right) =>
        town.AskAsync((Appoint a, CommandKey key) => a.AppointAsync(key, caller, new(person, site, right), default), caller);

    public static Task<Outcome<Guid>> EndAsync(this Town town, Guid caller, Guid appointment) => town.AskAsync((EndAppointment e, CommandKey key) => e.EndAsync(key, caller, appointment, default), caller);

    public static Task<Outcome<Guid>> VerifyAsync(this Town town, Guid caller, Guid person, string name, string idNumber) =>
        town.AskAsync((RealName r, CommandKey key) => r.VerifyAsync(key, caller, new(person, name, idNumber), default), caller);

    public static Task<Outcome<Guid>> SubmitAsync(this Town town, Guid caller, string name, string idNumber) =>
        town.AskAsync((RealName r, CommandKey key) => r.SubmitAsync(key, caller, new(name, idNumber), default), caller);

    public static Task<Outcome<Guid>> AddRelativeAsync(this Town town, Guid caller, RelativeToAdd asked) => town.AskAsync((AddRelative a, CommandKey key) => a.AddAsync(key, caller, asked, default), caller);

    public static Task<Outcome<VolunteerNumbers>> BecomeVolunteerAsync(this Town town, Guid caller, Guid person) =>
        town.AskAsync((BecomeVolunteer b, CommandKey key) => b.BecomeAsync(key, caller, person, default), caller);

    public static async Task<OwnView> MeAsync(this Town town, Guid person) => (await Town.In(town.Api, (PersonQueries q) => q.MeAsync(person, default))).Done();

    public static Task<Outcome<PersonView>> SeePersonAsync(this Town town, Guid caller, Guid person) => Town.In(town.Api, (PersonQueries q) => q.FindAsync(caller, person, default));

    public static Task<Outcome<PersonView[]>> SearchAsync(this Town town, Guid caller, PersonSearch asked) => Town.In(town.Api, (PersonQueries q) => q.SearchAsync(caller, asked, 10, default));

    public static Task<T> AskAsync<TDesk, T>(this Town town, Func<TDesk, CommandKey, Task<T>> ask, Guid caller) where TDesk : notnull =>
        Town.In(town.Api, (TDesk desk) => ask(desk, CommandKey.Fresh(caller, town.Clock.GetUtcNow())));

    /// <summary>A valid number of somebody born that day.</summary>
    public static string IdNumberOf(int serial, string birth = "19800101")
    {
        var digits = $"420602{birth}{serial:D3}";
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return digits + "10X98765432"[weights.Select((weight, i) => weight * (digits[i] - '0')).Sum() % 11];
    }
}
