using TimeBank.Api.Http;
using TimeBank.Menu;
using TimeBank.People;

namespace TimeBank.Api.Desks;

/// <summary>What the desk writes down about a person.</summary>
public static class DeskPeoplePosts
{
    private static readonly char[] _between = ['，', '、', ',', ';', '；'];

    public static void MapDeskPeoplePosts(this RouteGroupBuilder posts)
    {
        var people = posts.MapGroup("/desk/people/{id:guid}");
        people.MapPost("/volunteering", async (Guid id, Posted posted, BecomeVolunteer volunteers, CancellationToken ct) =>
            posted.Answer(await volunteers.BecomeAsync(posted.Key, posted.PersonId, id, ct)));
        people.MapPost("/real-name", async (Guid id, Posted posted, RealName names, CancellationToken ct) =>
            posted.Answer(await names.VerifyAsync(posted.Key, posted.PersonId, new(id, posted.Form["name"].ToString(), posted.Form["idNumber"].ToString()), ct)));
        people.MapPost("/qualifications", QualifyAsync);
        people.MapPost("/household", LiveWithAsync);
        people.MapPost("/details", ChangeAsync);
    }

    private static async Task<IResult> QualifyAsync(Guid id, Posted posted, ConfirmQualification qualifications, CancellationToken ct)
    {
        var until = posted.Form["validUntil"].ToString();
        if (until.Length > 0 && IsoDay.Read(until) is null) { return posted.Answer<Guid>(DeskTime.Unreadable); }
        return posted.Answer(await qualifications.ConfirmAsync(posted.Key, posted.PersonId, new(id, posted.Form["qualification"].ToString(), IsoDay.Read(until)), ct));
    }

    /// <summary>With whom, by phone, whole name or volunteer number; where several are meant, the number says which.</summary>
    private static async Task<IResult> LiveWithAsync(Guid id, Posted posted, SetHousehold households, PersonQueries persons, CancellationToken ct)
    {
        if (posted.Form["alone"] == "true") { return posted.Answer(await households.SetAsync(posted.Key, posted.PersonId, id, null, ct)); }
        var who = posted.Form["with"].ToString().Trim();
        if (who.Length == 0) { return posted.Answer<Guid>(CallerOrder.WhoCalls); }
        var search = Phone.Parse(who) is not null ? new PersonSearch(who, null, null) : who.Length > 5 && who[0] is 'V' or 'v' ? new(null, null, who) : new PersonSearch(null, who, null);
        if (!(await persons.SearchAsync(posted.PersonId, search, 3, ct)).IsDone(out var found, out var why)) { return posted.Answer<Guid>(why); }
        return found.Where(p => p.Id != id).ToArray() switch
        {
            [var other] => posted.Answer(await households.SetAsync(posted.Key, posted.PersonId, id, other.Id, ct)),
            [] => posted.Answer<Guid>(PersonRefusals.NotFound),
            _ => posted.Answer<Guid>(CallerOrder.ChooseOne),
        };
    }

    private static async Task<IResult> ChangeAsync(Guid id, Posted posted, ChangeDetails details, CancellationToken ct)
    {
        var form = posted.Form;
        string[] skills = [.. form["skills"].ToString().Split(_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20)];
        string[] fields = [.. form["fields"].OfType<string>().Where(f => Enum.GetNames<ServiceField>().Contains(f))];
        DetailsChange change = new(form.ContainsKey("fullName") ? form["fullName"].ToString() : null, form.ContainsKey("phone") ? form["phone"].ToString() : null, null, null,
            form["address"].ToString(), skills, fields, null);
        return posted.Answer(await details.ChangeAsync(posted.Key, posted.PersonId, id, change, ct));
    }
}
