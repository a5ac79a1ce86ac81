namespace TimeBank.Api.Tests.People;

/// <summary>What administrators do, and who looks back.</summary>
internal sealed partial record RightsQuestion
{
    private const string Menu = "THE MENU at the site";
    private const string Oversight = "LOOKING BACK at the site";

    private static RightsQuestion[] Administration =>
    [
        new(Sites, "withdraw terms before they begin", "DELETE /api/v1/policies/{id}", s => $"/policies/{s.WithdrawnTerms}", _ => null, "policy.withdrawn"),
        new(Staff, "list them, also those below", "GET /api/v1/sites/{id}/appointments", s => $"/sites/{s.Site}/appointments?ended=true", _ => null),

        new(Menu, "see what is offered and who said so", "GET /api/v1/sites/{id}/menu-choices", s => $"/sites/{s.Site}/menu-choices", _ => null),
        new(Menu, "offer a service, or not", "POST /api/v1/sites/{id}/menu-choices", s => $"/sites/{s.Site}/menu-choices", s => new { itemId = s.Item }),
        new(Menu, "add a service of its own", "POST /api/v1/service-items", _ => "/service-items", s => new { siteId = s.Site, field = "Neighbour", name = "修鞋", description = "上门修鞋", usualMinutes = 60, greatestMinutes = 30 }, "service_item.bad_minutes"),
        new(Menu, "change its own service", "PATCH /api/v1/service-items/{id}", s => $"/service-items/{s.OwnItem}", s => new { siteId = s.Site, usualMinutes = 60, greatestMinutes = 30 }, "service_item.bad_minutes"),
        new(Menu, "retire its own service", "DELETE /api/v1/service-items/{id}", s => $"/service-items/{s.RetiredItem}?siteId={s.Site}", _ => null),
        new(Menu, "bring its own service back", "POST /api/v1/service-items/{id}/return", s => $"/service-items/{s.OwnItem}/return", s => new { siteId = s.Site }),
        new(Menu, "change a service of the city's file", "PATCH /api/v1/service-items/{id}", s => $"/service-items/{s.Item}", s => new { siteId = s.Site, name = "陪看病" }, "service_item.of_the_file"),

        new(Oversight, "the history of orders", "GET /api/v1/sites/{id}/history", s => $"/sites/{s.Site}/history", _ => null),
        new(Oversight, "what was done in administration", "GET /api/v1/sites/{id}/acts", s => $"/sites/{s.Site}/acts", _ => null),
        new(Oversight, "corrections among it", "GET /api/v1/sites/{id}/acts", s => $"/sites/{s.Site}/acts?kind=CorrectionProposed", _ => null, Shows: p => p.GetProperty("items").GetArrayLength() > 0),
        new(Oversight, "who opened whose personal data", "GET /api/v1/sites/{id}/looks", s => $"/sites/{s.Site}/looks", _ => null, Shows: p => p.GetProperty("items").GetArrayLength() > 0),
    ];
}
