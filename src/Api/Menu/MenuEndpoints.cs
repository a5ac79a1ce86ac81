using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Menu;

namespace TimeBank.Api.Menu;

public static class MenuEndpoints
{
    public static void MapMenu(this RouteGroupBuilder api)
    {
        var menu = api.MapGroup("").WithTags("menu");
        menu.MapGet("/sites/{id:guid}/service-items", OfSiteAsync).AllowAnonymous().WithSummary("菜单: what residents of a site can order, by field.");
        menu.MapGet("/service-items/{id:guid}", FindAsync).AllowAnonymous().WithSummary("One service, also one that is no longer offered.");
        menu.MapGet("/sites/{id:guid}/menu-choices", ChoicesAsync).WithSummary("Every service that concerns a site, whether it is offered there and who said so, for those who hold a right there.");
        menu.MapPost("/sites/{id:guid}/menu-choices", ChooseAsync).WithSummary("Offer a service at a site and all below it, or not, or as the site above has it; by an administrator there or above.");
        menu.MapPost("/service-items", AddAsync).WithSummary("A service of a site's own, by an administrator there or above.");
        menu.MapPatch("/service-items/{id:guid}", ChangeAsync).WithSummary("Words, minutes and who may serve; a service of the menu file becomes the site's own. Records keep the words of their day.");
        menu.MapDelete("/service-items/{id:guid}", RetireAsync).WithSummary("Nobody can order it any more; orders that stand go on.");
        menu.MapPost("/service-items/{id:guid}/return", BringBackAsync).WithSummary("A retired service can be ordered again.");
    }

    private static async Task<Results<Ok<ServiceItemView[]>, Problem>> OfSiteAsync(Guid id, MenuQueries menu, CancellationToken ct, [EnumDataType(typeof(ServiceField))] ServiceField? field = null) =>
        (await menu.OfSiteAsync(id, field, ct)).ToHttp();

    private static async Task<Results<Ok<ServiceItemView>, Problem>> FindAsync(Guid id, MenuQueries menu, CancellationToken ct) => (await menu.FindAsync(id, ct)).ToHttp();

    private static async Task<Results<Ok<SiteMenuLine[]>, Problem>> ChoicesAsync(Guid id, Caller caller, SiteMenuQueries menu, CancellationToken ct) =>
        (await menu.AtAsync(caller.PersonId, id, ct)).ToHttp();

    private static async Task<Results<NoContent, Problem>> ChooseAsync(Guid id, Asked asked, MenuChoiceForm form, OfferItem menu, CancellationToken ct) =>
        (await menu.OfferAsync(asked.Key, asked.PersonId, new(form.ItemId, id, form.Offered), ct)).ToNoContent();

    private static async Task<Results<Created<Made>, Problem>> AddAsync(Asked asked, ItemForm form, AddItem menu, CancellationToken ct) =>
        Made.Of(await menu.AddAsync(asked.Key, asked.PersonId, form.ToCommand(), ct)).ToCreated(item => $"/api/v1/service-items/{item.Id}");

    private static async Task<Results<NoContent, Problem>> ChangeAsync(Guid id, Asked asked, ItemChangeForm form, ChangeItem menu, CancellationToken ct) =>
        (await menu.ChangeAsync(asked.Key, asked.PersonId, form.ToCommand(id), ct)).ToNoContent();

    private static async Task<Results<NoContent, Problem>> RetireAsync(Guid id, Guid siteId, Asked asked, RetireItem menu, CancellationToken ct) =>
        (await menu.RetireAsync(asked.Key, asked.PersonId, id, siteId, ct)).ToNoContent();

    private static async Task<Results<NoContent, Problem>> BringBackAsync(Guid id, Asked asked, ItemSiteForm form, RetireItem menu, CancellationToken ct) =>
        (await menu.BringBackAsync(asked.Key, asked.PersonId, id, form.SiteId, ct)).ToNoContent();
}
