using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Http;
using TimeBank.Sites;

namespace TimeBank.Api.Sites;

public static class SiteEndpoints
{
    private const int UsualSize = 50;
    private const int UsualRadiusMetres = 3_000;

    public static void MapSites(this RouteGroupBuilder api)
    {
        var sites = api.MapGroup("/sites").WithTags("sites");
        sites.MapGet("/", ListAsync).AllowAnonymous().WithSummary("Sites by parent (page by page), code, fragment of the name, or place (the nearest first); without any of these the roots.");
        sites.MapGet("/{id:guid}", async Task<Results<Ok<SiteDetails>, Problem>> (Guid id, SiteQueries sites, CancellationToken ct) => (await sites.FindAsync(id, ct)).ToHttp())
            .AllowAnonymous().WithSummary("One site and those above it, from the root down.");
        sites.MapPost("/", AddAsync).WithSummary("点: a point below a centre, office or station, by an administrator there or above.");
        sites.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Phone and place of a site, and the name of a point, by an administrator there or above.");
    }

    private static async Task<Results<Ok<Page<SiteView>>, Problem>> ListAsync([AsParameters] SiteSearch search, SiteQueries sites, CancellationToken ct)
    {
        if ((search.Latitude is null) != (search.Longitude is null)) { return new Problem(SiteRefusals.BadPlace); }
        var size = search.Size ?? UsualSize;
        return TypedResults.Ok<Page<SiteView>>(search switch
        {
            { Latitude: { } latitude, Longitude: { } longitude } => new(await sites.NearAsync(latitude, longitude, search.RadiusMetres ?? UsualRadiusMetres, size, ct), null),
            { Code: { } code } => new(await sites.FindByCodeAsync(code, ct) is Outcome<SiteView>.Done(var site) ? [site] : [], null),
            { Name: { } name } => new(await sites.NamedAsync(name, size, ct), null),
            _ => await sites.ChildrenAsync(search.ParentId, search.Cursor, size, ct, search.Vanished ?? false),
        });
    }

    private static async Task<Results<Created<Made>, Problem>> AddAsync(Asked asked, PointForm form, AddPoint points, CancellationToken ct) =>
        Made.Of(await points.AddAsync(asked.Key, asked.PersonId, form.ToCommand(), ct)).ToCreated(site => $"/api/v1/sites/{site.Id}");

    private static async Task<Results<NoContent, Problem>> ChangeAsync(Guid id, Asked asked, SiteForm form, ChangeSite sites, CancellationToken ct) =>
        (await sites.ChangeAsync(asked.Key, asked.PersonId, form.ToCommand(id), ct)).ToNoContent();
}
