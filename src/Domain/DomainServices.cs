using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using TimeBank.Administration;
using TimeBank.Desks;
using TimeBank.Events;
using TimeBank.Menu;
using TimeBank.Messages;
using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Photos;
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
        services.TryAddSingleton(TextSettings.None);   // a host that knows better says so first
        services.AddSingleton(new LocalTime(TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone)));
        services.AddSingleton(new DeploymentKeys(settings.KeysPath));
        services.AddSingleton(_ => DatabaseAt(settings.ConnectionString));
        services.AddDbContextPool<TimeBankDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        return services.AddPhotos().AddEvents().AddStorage().AddSites().AddPeople().AddMenu().AddPolicies().AddOrders().AddRecords().AddPassbooks().AddReports().AddMessages().AddDesk().AddAdministration();
    }

    /// <summary>The same statements come back all day: each connection keeps those it has seen twice prepared; the setting may say how many.
    /// What is set or locked is so for a transaction, so a session has nothing to forget between two of them. When two thousand people ask at once they wait here, in the
    /// order they came: both hosts together stay below the hundred sessions that a server usually takes, and few that are warm answer sooner than many that are not.</summary>
    private static NpgsqlDataSource DatabaseAt(string connectionString)
    {
        NpgsqlDataSourceBuilder database = new(connectionString) { ConnectionStringBuilder = { NoResetOnClose = true, AutoPrepareMinUsages = 2 } };
        var asked = database.ConnectionStringBuilder;
        if (asked.MaxAutoPrepare == 0) { asked.MaxAutoPrepare = 200; }
        if (!asked.ShouldSerialize("Maximum Pool Size")) { asked.MaxPoolSize = 40; }
        return database.Build();
    }

    private static IServiceCollection AddPhotos(this IServiceCollection services) => services
        .AddScoped<AddPhoto>()
        .AddScoped<PhotoQueries>()
        .AddScoped<RemovePhoto>();

    private static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<Bell>();

    private static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddScoped<Once>();

    private static IServiceCollection AddSites(this IServiceCollection services) => services
        .AddScoped<AddPoint>()
        .AddScoped<ChangeSite>()
        .AddScoped<ImportSites>()
        .AddScoped<SiteQueries>();

    private static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddScoped<AddRelative>()
        .AddScoped<ApartQueries>()
        .AddScoped<Appoint>()
        .AddScoped<AppointmentQueries>()
        .AddScoped<BecomeVolunteer>()
        .AddScoped<ChangeDetails>()
        .AddScoped<ConfirmQualification>()
        .AddScoped<CreateAdministrator>()
        .AddScoped<EndAppointment>()
        .AddScoped<EnrolPerson>()
        .AddScoped<ExportPerson>().AddScoped<SeenQueries>().AddScoped<ConsentQueries>()
        .AddScoped<IssueActivation>()
        .AddScoped<KeepApart>()
        .AddScoped<Leave>()
        .AddScoped<OpenIdNumber>()
        .AddScoped<OwnCardQueries>()
        .AddScoped<PersonLooks>()
        .AddScoped<PersonQueries>()
        .AddScoped<RealName>()
        .AddScoped<RemoveRelative>()
        .AddScoped<SetFreeHours>()
        .AddScoped<SetHousehold>();

    private static IServiceCollection AddMenu(this IServiceCollection services) => services
        .AddScoped<AddItem>()
        .AddScoped<ChangeItem>()
        .AddScoped<CountVolunteers>()
        .AddScoped<ImportMenu>()
        .AddScoped<MenuQueries>()
        .AddScoped<OfferItem>()
        .AddScoped<RetireItem>()
        .AddScoped<SiteMenuQueries>()
        .AddScoped<UsualQueries>();

    private static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton<Calendar>()
        .AddScoped<ImportCalendar>()
        .AddScoped<PolicyQueries>()
        .AddScoped<SetPolicy>()
        .AddScoped<WithdrawPolicy>();

    private static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddScoped<CandidateQueries>()
        .AddScoped<CaseQueries>()
        .AddScoped<OfferQueries>()
        .AddScoped<OrderDesk>()
        .AddScoped<OrderFactsQueries>()
        .AddScoped<OrderListQueries>()
        .AddScoped<OrderPlacing>()
        .AddScoped<OrderQueries>()
        .AddScoped<PoolQueries>()
        .AddScoped<VisitQueries>();

    private static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddScoped<CorrectRecord>()
        .AddScoped<CorrectionQueries>()
        .AddScoped<HoursQueries>()
        .AddScoped<RecordKeeper>();

    private static IServiceCollection AddPassbooks(this IServiceCollection services) => services
        .AddScoped<DailySeal>()
        .AddScoped<IssuePassbook>()
        .AddScoped<PassbookDesk>()
        .AddScoped<PassbookQueries>()
        .AddScoped<PassbookYearQueries>()
        .AddScoped<Reconciliation>();

    private static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<DayRolls>()
        .AddScoped<FoldFigures>()
        .AddScoped<SoFarQueries>()
        .AddScoped<StatisticsQueries>().AddScoped<WallQueries>()
        .AddScoped<SummaryQueries>();

    private static IServiceCollection AddMessages(this IServiceCollection services) => services
        .AddScoped<MarkRead>()
        .AddScoped<MessageQueries>()
        .AddScoped<TextInbox>();

    private static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddScoped<BoardQueries>()
        .AddScoped<CallQueries>()
        .AddScoped<CaseFileQueries>()
        .AddScoped<LatestMoveQueries>()
        .AddScoped<PersonFileQueries>()
        .AddScoped<PersonNames>()
        .AddScoped<PoolSights>()
        .AddScoped<TickCall>();

    private static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddScoped<ActQueries>()
        .AddScoped<HistoryQueries>()
        .AddScoped<LookQueries>()
        .AddScoped<OverviewQueries>().AddScoped<WhoQueries>();
}
