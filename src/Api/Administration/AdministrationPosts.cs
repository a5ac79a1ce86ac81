using TimeBank.Api.Http;
using TimeBank.Menu;
using TimeBank.Policies;
using TimeBank.Sites;

namespace TimeBank.Api.Administration;

/// <summary>What administrators do with one tap: offer a service or not, retire it or bring it back, withdraw terms that have not begun.</summary>
public static class AdministrationPosts
{
    public static void MapAdministrationPosts(this RouteGroupBuilder posts)
    {
        var site = posts.MapGroup("/admin/{code}");
        site.MapPost("/menu/{id:guid}/choice", async (string code, Guid id, Posted posted, SiteQueries sites, OfferItem menu, CancellationToken ct) =>
        {
            var isSaid = bool.TryParse(posted.Form["offered"], out var said);
            if (!isSaid && posted.Form["offered"].ToString().Length > 0) { return posted.Answer<Guid>(HttpRefusals.Unreadable); }
            bool? offered = isSaid ? said : null;
            return await AtAsync(code, posted, sites, siteId => menu.OfferAsync(posted.Key, posted.PersonId, new(id, siteId, offered), ct), ct);
        });
        site.MapPost("/menu/{id:guid}/retirement", (string code, Guid id, Posted posted, SiteQueries sites, RetireItem menu, CancellationToken ct) =>
            AtAsync(code, posted, sites, siteId => menu.RetireAsync(posted.Key, posted.PersonId, id, siteId, ct), ct));
        site.MapPost("/menu/{id:guid}/return", (string code, Guid id, Posted posted, SiteQueries sites, RetireItem menu, CancellationToken ct) =>
            AtAsync(code, posted, sites, siteId => menu.BringBackAsync(posted.Key, posted.PersonId, id, siteId, ct), ct));
        site.MapPost("/policies/{id:guid}/withdrawal", async (string code, Guid id, Posted posted, WithdrawPolicy policies, CancellationToken ct) =>
            posted.Answer(await policies.WithdrawAsync(posted.Key, posted.PersonId, id, ct)));
    }

    /// <summary>Back to the field that the service stands in.</summary>
    private static async Task<IResult> AtAsync(string code, Posted posted, SiteQueries sites, Func<Guid, Task<Outcome<Guid>>> work, CancellationToken ct)
    {
        if (!(await sites.FindByCodeAsync(code, ct)).IsDone(out var site, out var why)) { return posted.Answer<Guid>(why); }
        var field = Enum.GetNames<ServiceField>().FirstOrDefault(name => name == posted.Form["field"]);
        return posted.Answer(await work(site.Id), _ => field is null ? posted.Back : $"{posted.Back}#{field}");
    }
}
