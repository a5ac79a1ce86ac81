using Microsoft.Extensions.DependencyInjection;
using TimeBank.Worker.Events;
using TimeBank.Worker.Messages;
using TimeBank.Worker.Orders;
using TimeBank.Worker.Passbooks;
using TimeBank.Worker.Storage;

namespace TimeBank.Worker;

public static class WorkerServices
{
    /// <summary>What the worker can do. It does nothing by itself yet: <see cref="AddWakefulness"/> and the schedule make it.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services, WorkerSettings settings)
    {
        services.AddDomain(settings.Domain);
        services.AddSingleton(settings);
        services.AddSingleton<Heartbeats>();
        services.AddScoped<CreditHours>().AddScoped<NightlyCheck>();
        services.AddScoped<DueSteps>().AddScoped<RemindOfVisits>();
        services.AddScoped<Cleaning>();
        services.AddScoped<EventRelay>();
        services.AddScoped<SendTexts>();
        return services.AddListeners(settings.Broker);
    }

    /// <summary>The loops that a commit wakes.</summary>
    public static IServiceCollection AddWakefulness(this IServiceCollection services)
    {
        services.AddSingleton<Bells>();
        services.AddHostedService(provider => provider.GetRequiredService<Bells>());
        services.AddHostedService<WokenLoop<CreditHours>>();
        services.AddHostedService<WokenLoop<EventRelay>>();
        services.AddHostedService<WokenLoop<SendTexts>>();
        return services;
    }
}
