using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace TimeBank.Worker.Scheduling;

/// <summary>When to look. Clustered in the database: of several workers one does each round, and another takes over when it dies.</summary>
internal static class Schedule
{
    private static readonly TimeSpan _checkIn = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddSchedule(this IServiceCollection services, WorkerSettings settings)
    {
        services.AddSingleton<Rounds>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o => (o.InstanceName, o.GenerateInstanceId) = ("volunteer", true));
            quartz.UseDefaultThreadPool(3);
            quartz.UseDefaultTimeZone(TimeZoneInfo.FindSystemTimeZoneById(settings.Domain.TimeZone));
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(Npgsql.NpgsqlFactory.Instance, settings.Domain.ConnectionString);
                store.UseClustering(c => (c.CheckinInterval, c.CheckinMisfireThreshold) = (_checkIn, _checkIn * 2));
                store.ConfigureStore(o => (o.TablePrefix, o.StoreJobDataAsStrings) = ("quartz.qrtz_", true));
            });
            quartz.Plan<EveryTenSeconds>("0/10 * * * * ?", CronTriggerMisfireInstruction.DoNothing);
            quartz.Plan<EveryMinute>("5 * * * * ?", CronTriggerMisfireInstruction.DoNothing);
            // A night in which no worker ran is made up for at the next start.
            quartz.Plan<Nightly>("0 30 2 * * ?", CronTriggerMisfireInstruction.FireAndProceed);
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        return services;
    }

    private static void Plan<TJob>(this IQuartzBuilder quartz, string cron, CronTriggerMisfireInstruction afterMisfire)
        where TJob : class, IJob
    {
        var name = typeof(TJob).Name;
        quartz.AddJob<TJob>(job => job.WithIdentity(name).StoreDurably().RequestRecovery());
        quartz.AddTrigger(trigger => trigger.ForJob(name).WithIdentity(name).WithCronSchedule(cron, c => c.WithMisfireInstruction(afterMisfire)));
    }
}
