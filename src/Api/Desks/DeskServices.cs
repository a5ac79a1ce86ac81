namespace TimeBank.Api.Desks;

public static class DeskServices
{
    public static IServiceCollection AddDeskPages(this IServiceCollection services) => services
        .AddSingleton<OpenBoards>()
        .AddHostedService<BoardBell>()
        .AddScoped<DeskOrders>()
        .AddScoped<MoveTold>()
        .AddScoped<ReasonWords>()
        .AddScoped<CallWords>()
        .AddScoped<CallerOrder>();
}
