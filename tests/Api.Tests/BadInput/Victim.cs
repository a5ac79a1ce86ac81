using TimeBank.Orders;
using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.BadInput;

/// <summary>Somebody with an order and secrets; strangers name their ids and must learn nothing.</summary>
public sealed record Victim(Guid Id, Guid OrderId, Guid OfferId, Guid AssignmentId, Guid SiteId, Guid ItemId, Guid AppointmentId)
{
    public const string Name = "邱守密";
    public const string Phone = "13755550001";
    public const string Need = "守密的需求";
    public const string Address = "守密的住址";

    public static async Task<Victim> InAsync(Town town)
    {
        var person = await town.PersonAsync(Name, town.Station, phone: Phone);
        var volunteer = await town.VolunteerAsync("来帮忙的");
        var from = town.Clock.GetUtcNow().AddHours(3);
        var placed = Assert.IsType<Outcome<OrderReceipt>.Done>(
            await town.PlaceAsync(person, new(null, town.Escort.Id, null, OrderOrigin.Resident, Urgency.Ordinary, 2, from, from.AddHours(1), Need, Address, false))).Value;
        var visit = await town.AcceptedAsync(placed.Id, volunteer);
        var order = await town.SeeAsync(placed.Id, town.Dispatcher);
        var appointment = (await town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from appointments where person_id = {await town.StaffAsync("被免的", Right.Dispatcher, town.Station)}"))[0];
        return new(person, placed.Id, order.Offers[0].Id, visit, town.Station.Id, town.Escort.Id, appointment);
    }

    /// <summary>What a field or the segment before an id stands for.</summary>
    public Guid? IdFor(string name) => name switch
    {
        "orders" or "orderId" => OrderId,
        "persons" or "personId" or "servedId" or "withPersonId" => Id,
        "sites" or "siteId" or "homeSiteId" or "parentId" => SiteId,
        "items" or "itemId" or "service-items" => ItemId,
        "offerId" => OfferId,
        "assignmentId" => AssignmentId,
        "appointments" => AppointmentId,
        "caseId" => Guid.AllBitsSet,
        _ => null,
    };

    /// <summary>What of the victim stands in an answer that must hold nothing of them.</summary>
    public static string? LeakIn(string body) => new[] { Name, Phone, Need, Address }.FirstOrDefault(secret => body.Contains(secret, StringComparison.Ordinal));
}
