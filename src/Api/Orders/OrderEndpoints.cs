using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Menu;
using TimeBank.Orders;
using TimeBank.People;

namespace TimeBank.Api.Orders;

public static class OrderEndpoints
{
    public static void MapOrders(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("orders");
        orders.MapPost("/", PlaceAsync).WithSummary("点单: order help for oneself, a registered relative, or as staff for a caller.");
        orders.MapGet("/", ListAsync).WithSummary("Orders by what the caller is to them, newest first: Ordered, Offered, Assigned, Pool, or those of a Site and all below it.");
        orders.MapGet("/{id:guid}", GetAsync).WithSummary("One order with its history and the moves the caller may make now.");
        orders.MapPost("/{id:guid}/moves", MoveAsync).WithSummary("One step of an order; the allowed ones stand in the order itself.");
        orders.MapGet("/{id:guid}/candidates", CandidatesAsync).WithSummary("派给谁: the volunteers to ask for this order, the best first, each with the reasons. For dispatchers.");
        api.MapGet("/pool", PoolAsync).WithTags("orders").WithSummary("抢单: what the caller may grab in their county, the nearest or soonest first, with the way to it; by field, first and last day, part of the day, and the caller's own free hours. \"all\" also shows what stands in the way.");
        api.MapGet("/cases", CasesAsync).WithTags("orders").WithSummary("待处理: what persons must settle at a site and all below it, oldest first.");
    }

    private static async Task<Results<Created<OrderReceipt>, Problem>> PlaceAsync(Asked asked, PlaceForm form, OrderDesk desk, CancellationToken ct) =>
        (await desk.PlaceAsync(asked.Key, asked.PersonId, form.ToCommand(), ct)).ToCreated(order => $"/api/v1/orders/{order.Id}");

    private static async Task<Results<Ok<OrderReceipt>, Problem>> MoveAsync(Guid id, Asked asked, MoveForm form, OrderDesk desk, CancellationToken ct) => form.ToCommand(id) switch
    {
        Outcome<OrderCommand>.Done(var command) => (await desk.HandleAsync(asked.Key, asked.PersonId, command, ct)).ToHttp(),
        Outcome<OrderCommand>.Refused(var why) => new Problem(why),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static async Task<Results<Ok<OrderView>, Problem>> GetAsync(Guid id, Caller caller, OrderQueries orders, CancellationToken ct) =>
        (await orders.GetAsync(id, caller.PersonId, ct)).ToHttp();

    private static async Task<Results<Ok<CandidateList>, Problem>> CandidatesAsync(
        Guid id, Caller caller, CandidateQueries candidates, CancellationToken ct, [Range(1, CandidateQueries.GreatestSize)] int size = 20) =>
        (await candidates.ForAsync(caller.PersonId, id, size, ct)).ToHttp();

    private static async Task<Results<Ok<Page<OrderLine>>, Problem>> ListAsync(
        Caller caller, OrderListQueries orders, CancellationToken ct, [EnumDataType(typeof(OrderList))] OrderList list = OrderList.Ordered, Guid? siteId = null, [EnumDataType(typeof(OrderState))] OrderState? state = null,
        bool openCases = false, Guid? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        (await orders.ListAsync(caller.PersonId, new OrderListing(list, siteId, state, openCases, cursor, size), ct)).ToHttp();

    private static async Task<Ok<Page<PoolLine>>> PoolAsync(
        Caller caller, PoolQueries pool, CancellationToken ct, [EnumDataType(typeof(ServiceField))] ServiceField? field = null, DateOnly? from = null, DateOnly? until = null,
        [EnumDataType(typeof(DayPart))] DayPart? part = null, bool free = false, bool all = false, [EnumDataType(typeof(PoolSort))] PoolSort sort = PoolSort.Nearest,
        Guid? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        TypedResults.Ok(await pool.NearAsync(caller.PersonId, new(field, from, until, part, free, all, sort, cursor, size), ct));

    private static async Task<Results<Ok<Page<CaseLine>>, Problem>> CasesAsync(
        Guid siteId, Caller caller, CaseQueries cases, CancellationToken ct, Guid? cursor = null, [Range(1, Page.GreatestSize)] int size = 50) =>
        (await cases.ListAsync(caller.PersonId, siteId, cursor, size, ct)).ToHttp();
}
