using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Events;
using TimeBank.Worker.Orders;
using TimeBank.Worker.Passbooks;
using TimeBank.Worker.People;

namespace TimeBank.Worker.Events;

internal static class ListenerServices
{
    /// <summary>One per listener. Never renamed: what waits in the old one would be heard by nobody.</summary>
    private static readonly string[] _queues = ["volunteer-tell-people", "volunteer-tell-volunteer", "volunteer-tell-relative"];

    /// <summary>Everybody who hears events. A further listener is its class and three places here: its queue, its service, its consumer.</summary>
    public static IServiceCollection AddListeners(this IServiceCollection services, Uri? broker)
    {
        services.AddScoped<TellPeople>().AddScoped<IListener>(provider => provider.GetRequiredService<TellPeople>());
        services.AddScoped<TellVolunteer>().AddScoped<IListener>(provider => provider.GetRequiredService<TellVolunteer>());
        services.AddScoped<TellRelative>().AddScoped<IListener>(provider => provider.GetRequiredService<TellRelative>());
        return broker is null ? services.AddInProcess() : services.AddBroker(broker);
    }

    private static IServiceCollection AddInProcess(this IServiceCollection services)
    {
        services.AddMediator(mediator => mediator.AddConsumer<InProcessConsumer>());
        return services.AddScoped<IHandOver, ToMediator>();
    }

    private static IServiceCollection AddBroker(this IServiceCollection services, Uri broker)
    {
        services.AddSingleton(typeof(HeardTogether<>));
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<BrokerConsumer<TellPeople>>().Endpoint(e => e.Name = _queues[0]);
            bus.AddConsumer<BrokerConsumer<TellVolunteer>>().Endpoint(e => e.Name = _queues[1]);
            bus.AddConsumer<BrokerConsumer<TellRelative>>().Endpoint(e => e.Name = _queues[2]);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(broker);
                rabbit.PrefetchCount = HeardTogether<TellPeople>.AtMost;
                // While the database is away messages wait for it, however long that takes.
                rabbit.UseMessageRetry(retry =>
                {
                    retry.Handle<Exception>(Outage.IsSeenIn);
                    retry.Incremental(int.MaxValue, TimeSpan.FromSeconds(5), TimeSpan.Zero);
                });
                // What fails five times by itself the broker parks in the queue's own error queue.
                rabbit.UseMessageRetry(retry =>
                {
                    retry.Ignore<Exception>(Outage.IsSeenIn);
                    retry.Exponential(5, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2));
                });
                rabbit.ConfigureEndpoints(context);
            });
        });
        // The worker starts, credits and keeps its schedule without the broker.
        services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = false);
        return services.AddSingleton<IHandOver>(provider => new ToBroker(() => Publisher(broker), provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>A broker confirms also what it has no queue for, and forgets it: whoever publishes sees to the queues first.</summary>
    private static IBusControl Publisher(Uri broker) => Bus.Factory.CreateUsingRabbitMq(rabbit =>
    {
        rabbit.Host(broker);
        rabbit.Publish<RecordedEvent>(published => Array.ForEach(_queues, queue => published.BindQueue(published.Exchange.ExchangeName, queue)));
    });
}
