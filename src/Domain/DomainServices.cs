using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using TimeBank.Desk;
using TimeBank.Events;
using TimeBank.Menu;
using TimeBank.Messages;
using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Policies;
using TimeBank.Records;
using TimeBank.Reports;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank;

/// <summary>What a host tells the domain about where it runs.</summary>
/// <param name="ConnectionString">The host's own role: volunteer_api or volunteer_worker.</param>
/// <param name="KeysPath">The directory of the deployment's keys.</param>
/// <param name="TimeZone">An IANA name; days, weeks and months are this zone's.</param>
public sealed record DomainSettings(string ConnectionString, string KeysPath, string TimeZone = LocalTime.DefaultZone);

public static class DomainServices
{
    /// <summary>All that a host must call: the context, the keys and every room's desk.</summary>
    public static IServiceCollection AddDomain(this IServiceCollection services, DomainSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new LocalTime(TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone)));
        services.AddSingleton(new DeploymentKeys(settings.KeysPath));
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(settings.ConnectionString).Build());
        services.AddDbContextPool<TimeBankDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<Bell>();
        services.AddScoped<Once>();
        services.AddScoped<PassbookDesk>().AddScoped<PassbookQueries>().AddScoped<DailySeal>().AddScoped<Reconciliation>();
        services.AddScoped<OrderDesk>().AddScoped<OrderPlacing>().AddScoped<OrderFactsQueries>().AddScoped<OrderQueries>().AddScoped<OrderListQueries>().AddScoped<CaseQueries>()
            .AddScoped<CandidateQueries>();
        services.AddScoped<RecordKeeper>().AddScoped<CorrectRecord>().AddScoped<CorrectionQueries>();
        services.AddScoped<DayRolls>().AddScoped<SummaryQueries>();
        services.AddSites().AddMenu().AddPolicies().AddPeople().AddMessages().AddDesk();
        return services;
    }

    private static IServiceCollection AddSites(this IServiceCollection services) =>
        services.AddScoped<SiteQueries>().AddScoped<ImportSites>().AddScoped<AddPoint>().AddScoped<ChangeSite>();

    private static IServiceCollection AddMenu(this IServiceCollection services) => services.AddScoped<MenuQueries>().AddScoped<ImportMenu>();

    private static IServiceCollection AddPolicies(this IServiceCollection services) =>
        services.AddSingleton<Calendar>().AddScoped<ImportCalendar>().AddScoped<SetPolicy>().AddScoped<PolicyQueries>();

    private static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddScoped<PersonQueries>().AddScoped<OwnCardQueries>().AddScoped<AppointmentQueries>().AddScoped<ExportPerson>()
        .AddScoped<EnrolPerson>().AddScoped<IssueActivation>().AddScoped<RealName>().AddScoped<OpenIdNumber>().AddScoped<ConfirmQualification>()
        .AddScoped<ChangeDetails>().AddScoped<AddRelative>().AddScoped<RemoveRelative>().AddScoped<SetHousehold>().AddScoped<Leave>()
        .AddScoped<BecomeVolunteer>().AddScoped<IssuePassbook>()
        .AddScoped<Appoint>().AddScoped<EndAppointment>().AddScoped<CreateAdministrator>();

    private static IServiceCollection AddMessages(this IServiceCollection services) => services.AddScoped<MessageQueries>().AddScoped<MarkRead>();

    private static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddScoped<BoardQueries>().AddScoped<CallQueries>().AddScoped<TickCall>().AddScoped<CaseFileQueries>().AddScoped<PersonFileQueries>()
        .AddScoped<PersonNames>().AddScoped<LatestMoveQueries>().AddScoped<PoolViews>();
}
