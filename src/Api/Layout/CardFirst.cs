using Microsoft.AspNetCore.Components.Endpoints;

namespace TimeBank.Api.Layout;

public static class CardFirst
{
    /// <summary>Reads the visitor's card before a page is drawn. A layout that still waits for it lets its page begin meanwhile, and the two would ask one database context at once.</summary>
    public static IApplicationBuilder UseCardFirst(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null) { await context.RequestServices.GetRequiredService<Visitor>().CardAsync(); }
        await next(context);
    });
}
