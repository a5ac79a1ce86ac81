using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Http;
using TimeBank.Policies;

namespace TimeBank.Api.Policies;

public static class PolicyEndpoints
{
    public static void MapPolicies(this RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("policies");
        policies.MapGet("/", OfSiteAsync).WithSummary("The terms that hold at a site now and from when on others will, and all that it ever set itself.");
        policies.MapPost("/", SetAsync).WithSummary("New terms of a site and all below it, by an administrator there or above; what was once valid is never changed.");
        policies.MapDelete("/{id:guid}", WithdrawAsync).WithSummary("Take back terms that have not begun.");
    }

    private static async Task<Results<Ok<SitePolicies>, Problem>> OfSiteAsync(Guid siteId, PolicyQueries policies, CancellationToken ct) => (await policies.OfSiteAsync(siteId, ct)).ToHttp();

    private static async Task<Results<Created<Made>, Problem>> SetAsync(Asked asked, PolicyForm form, SetPolicy policies, CancellationToken ct) =>
        Made.Of(await policies.SetAsync(asked.Key, asked.PersonId, form.ToCommand(), ct)).ToCreated(_ => $"/api/v1/policies?siteId={form.SiteId}");

    private static async Task<Results<NoContent, Problem>> WithdrawAsync(Guid id, Asked asked, WithdrawPolicy policies, CancellationToken ct) =>
        (await policies.WithdrawAsync(asked.Key, asked.PersonId, id, ct)).ToNoContent();
}
