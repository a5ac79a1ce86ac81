using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Http;
using TimeBank.Menu;

namespace TimeBank.Api.Menu;

public static class MenuEndpoints
{
    public static void MapMenu(this RouteGroupBuilder api)
    {
        var menu = api.MapGroup("").AllowAnonymous().WithTags("menu");
        menu.MapGet("/sites/{id:guid}/service-items", OfSiteAsync).WithSummary("菜单: what residents of a site can order, by field.");
        menu.MapGet("/service-items/{id:guid}", FindAsync).WithSummary("One service, also one that is no longer offered.");
    }

    private static async Task<Results<Ok<ServiceItemView[]>, Problem>> OfSiteAsync(Guid id, MenuQueries menu, CancellationToken ct, [EnumDataType(typeof(ServiceField))] ServiceField? field = null) =>
        (await menu.OfSiteAsync(id, field, ct)).ToHttp();

    private static async Task<Results<Ok<ServiceItemView>, Problem>> FindAsync(Guid id, MenuQueries menu, CancellationToken ct) => (await menu.FindAsync(id, ct)).ToHttp();
}
