using Microsoft.Extensions.DependencyInjection;
using TimeBank.Menu;
using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Reports;
using TimeBank.Sites;
using TimeBank.Storage;
using Xunit;

namespace TimeBank.TestKit;

/// <summary>A small county with its people, over a real database: <c>IClassFixture&lt;Town&gt;</c>. Steps go through the desks as the Api's role, credits as the Worker's.</summary>
public sealed class Town : IAsyncLifetime
{
    /// <summary>Monday morning in Xiangyang.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private ServiceProvider? _api;
    private ServiceProvider? _worker;

    public Postgres Postgres { get; init; } = new();
    public ManualClock Clock { get; init; } = new(Start);
    public DeploymentKeys Keys => Api.GetRequiredService<DeploymentKeys>();
    public IServiceProvider Api => _api!;
    public IServiceProvider Worker => _worker!;

    public Site City { get; private set; } = null!;
    public Site County { get; private set; } = null!;
    public Site Office { get; private set; } = null!;
    public Site Station { get; private set; } = null!;
    public Site OtherStation { get; private set; } = null!;
    public Site OtherCounty { get; private set; } = null!;
    public ServiceItem Escort { get; private set; } = null!;
    public Guid Dispatcher { get; private set; }
    public Guid SecondDispatcher { get; private set; }
    public Guid Manager { get; private set; }
    public Guid SecondManager { get; private set; }
    public Guid Resident { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Postgres.InitializeAsync();
        _api = Build(Postgres.Api);
        _worker = Build(Postgres.Worker);
        await using var db = Postgres.Open(Postgres.Owner);
        City = A(db, SiteLevel.City, "4206", "襄阳市", null);
        County = A(db, SiteLevel.Centre, "420602", "襄城区", City);
        OtherCounty = A(db, SiteLevel.Centre, "420606", "樊城区", City);
        Office = A(db, SiteLevel.Office, "420602001", "王府街道", County);
        Station = A(db, SiteLevel.Station, "420602001001", "昭明台社区", Office);
        OtherStation = A(db, SiteLevel.Station, "420602001002", "西街社区", Office);
        Escort = new()
        {
            Id = NewId(),
            Code = "escort",
            Field = ServiceField.Health,
            Name = "陪诊",
            NameEn = "Hospital escort",
            Description = "陪同就医",
            DescriptionEn = "Going along to the hospital",
            MayServe = MayServe.Anyone,
            UsualMinutes = 120,
            GreatestMinutes = 240,
        };
        db.AddRange(Escort, new MenuEntry { ItemId = Escort.Id, SiteId = City.Id });
        await db.SaveChangesAsync();
        Resident = await PersonAsync("周桂兰", Station);
        Dispatcher = await StaffAsync("派单员甲", Right.Dispatcher, Station);
        SecondDispatcher = await StaffAsync("派单员乙", Right.Dispatcher, Office);
        Manager = await StaffAsync("审核人甲", Right.Manager, Office);
        SecondManager = await StaffAsync("审核人乙", Right.Manager, County);
    }

    public async ValueTask DisposeAsync()
    {
        await _api!.DisposeAsync();
        await _worker!.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    public async Task<Guid> PersonAsync(string name, Site? home = null, Guid? household = null, string? phone = null, DateOnly? adultOn = null)
    {
        await using var db = Postgres.Open(Postgres.Owner);
        Person person = new()
        {
            Id = NewId(),
            HomeSiteId = (home ?? Station).Id,
            HouseholdId = household ?? NewId(),
            DetailsSealed = Keys.Seal(new PersonDetails(name, phone)),
            NameHash = Keys.LookupHash("name", name),
            PhoneHash = phone is null ? null : Keys.LookupHash("phone", phone),
            AdultOn = adultOn,
            EnrolledAt = Clock.GetUtcNow(),
        };
        db.Add(person);
        await db.SaveChangesAsync();
        return person.Id;
    }

    public async Task<Guid> VolunteerAsync(string name, Site? home = null, Guid? household = null)
    {
        var id = await PersonAsync(name, home, household);
        await using var db = Postgres.Open(Postgres.Owner);
        var person = (await db.Persons.FindAsync(id))!;
        (person.VolunteerNumber, person.VolunteerSince) = (CheckedNumber.From('V', Math.Abs(id.GetHashCode() % 99_999_999)), Clock.GetUtcNow());
        Passbook passbook = new() { Id = NewId(), Number = CheckedNumber.From('P', Math.Abs(id.GetHashCode() % 99_999_999)), PersonId = id, SiteId = person.HomeSiteId, IssuedAt = Clock.GetUtcNow() };
        db.AddRange(passbook,
            new TimeAccount { Id = NewId(), Kind = TimeAccountKind.Available, PassbookId = passbook.Id, BalanceMinutes = 0 },
            new TimeAccount { Id = NewId(), Kind = TimeAccountKind.Held, PassbookId = passbook.Id, BalanceMinutes = 0 });
        await db.SaveChangesAsync();
        return id;
    }

    public async Task<Guid> StaffAsync(string name, Right right, Site site)
    {
        var id = await PersonAsync(name, site);
        await using var db = Postgres.Open(Postgres.Owner);
        db.Add(new Appointment { Id = NewId(), PersonId = id, SiteId = site.Id, Right = right, FromAt = Clock.GetUtcNow() });
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>An order for tomorrow at nine for two hours, unless said otherwise.</summary>
    public async Task<Guid> PlacedAsync(Guid? by = null, Guid? served = null, int places = 1, DateTimeOffset? from = null, TimeSpan? length = null)
    {
        var start = from ?? Clock.GetUtcNow().AddDays(1);
        PlaceOrder order = new(null, Escort.Id, served, OrderOrigin.Resident, Urgency.Ordinary, places, start, start + (length ?? TimeSpan.FromHours(2)), "要人陪着去医院", "昭明台 3 栋 2 单元", true);
        return Assert.IsType<Outcome<OrderReceipt>.Done>(await PlaceAsync(by ?? Resident, order)).Value.Id;
    }

    public Task<Outcome<OrderReceipt>> PlaceAsync(Guid by, PlaceOrder order, string? key = null) =>
        In(Api, desk => desk.PlaceAsync(Key(by, key), by, order, default));

    /// <summary>One step by one person, or by the worker when nobody is named.</summary>
    public Task<Outcome<OrderReceipt>> TryAsync(Guid? by, OrderCommand command, string? key = null) =>
        In(by is null ? Worker : Api, desk => desk.HandleAsync(Key(by ?? Guid.Empty, key), by, command, default));

    public async Task<OrderReceipt> DoAsync(Guid? by, OrderCommand command) =>
        await TryAsync(by, command) switch
        {
            Outcome<OrderReceipt>.Done(var receipt) => receipt,
            Outcome<OrderReceipt>.Refused(var why) => throw new Xunit.Sdk.XunitException($"{command.Action} was refused: {why.Code} {why.English}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public async Task RefusedAsync(Refusal expected, Guid? by, OrderCommand command) =>
        Assert.Equal(expected.Code, Assert.IsType<Outcome<OrderReceipt>.Refused>(await TryAsync(by, command)).Why.Code);

    public async Task<OrderView> SeeAsync(Guid orderId, Guid by) =>
        Assert.IsType<Outcome<OrderView>.Done>(await In<OrderQueries, Outcome<OrderView>>(Api, q => q.GetAsync(orderId, by, default))).Value;

    /// <summary>Offers to the person and lets them accept. Returns the assignment.</summary>
    public async Task<Guid> AcceptedAsync(Guid orderId, Guid volunteer, Guid? dispatcher = null)
    {
        await DoAsync(dispatcher ?? Dispatcher, new DispatchOrder(orderId, [volunteer], false, null));
        var offer = (await SeeAsync(orderId, volunteer)).Offers.Single(o => o.State is OfferState.Live && o.PersonId == volunteer);
        return (await DoAsync(volunteer, new AcceptOffer(orderId, offer.Id))).MadeId!.Value;
    }

    public VisitCodes CodesOf(Guid assignmentId) => VisitCodes.For(assignmentId, Keys.CodeKey);

    /// <summary>Checked in by code at the planned time, and out by code after so many minutes.</summary>
    public async Task ServedAsync(Guid orderId, Guid assignmentId, Guid volunteer, int minutes)
    {
        var codes = CodesOf(assignmentId);
        var planned = (await SeeAsync(orderId, volunteer)).WantedFrom;
        if (Clock.GetUtcNow() < planned) { Clock.Advance(planned - Clock.GetUtcNow()); }
        await DoAsync(volunteer, new CheckInVisit(orderId, assignmentId, codes.Start));
        Clock.Advance(TimeSpan.FromMinutes(minutes));
        await DoAsync(volunteer, new CheckOutVisit(orderId, assignmentId, codes.End, VisitOutcome.Done));
    }

    public Task<OrderReceipt> RatedAsync(Guid orderId, Answer answer = Answer.Solved, int? stars = 5, Objection objection = Objection.None, Guid? by = null) =>
        DoAsync(by ?? Resident, new RateOrder(orderId, answer, stars, [], null, objection));

    /// <summary>Lets the worker credit everything that is due.</summary>
    public async Task<int> CreditAsync(int batch = 100)
    {
        var all = 0;
        while (await In<PassbookDesk, int>(Worker, desk => desk.CreditDueAsync(batch, default)) is var credited and > 0) { all += credited; }
        return all;
    }

    public async Task<PassbookView> PassbookAsync(Guid person) =>
        Assert.IsType<Outcome<PassbookView>.Done>(await In<PassbookQueries, Outcome<PassbookView>>(Api, q => q.GetAsync(person, default))).Value;

    public async Task<IReadOnlyList<PassbookLine>> LinesAsync(Guid person) =>
        Assert.IsType<Outcome<Page<PassbookLine>>.Done>(await In<PassbookQueries, Outcome<Page<PassbookLine>>>(Api, q => q.LinesAsync(person, null, 100, default))).Value.Items;

    public static async Task<TResult> In<TDesk, TResult>(IServiceProvider host, Func<TDesk, Task<TResult>> work) where TDesk : notnull
    {
        await using var scope = host.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TDesk>());
    }

    /// <summary>A command that does nothing but count.</summary>
    public async Task CountAsync(Action<DayRolls> count)
    {
        await using var scope = Api.CreateAsyncScope();
        var rolls = scope.ServiceProvider.GetRequiredService<DayRolls>();
        Assert.IsType<Outcome<int>.Done>(await scope.ServiceProvider.GetRequiredService<Once>().DoAsync<int>(CommandKey.Fresh(Guid.Empty, Clock.GetUtcNow()), () =>
        {
            count(rolls);
            return Task.FromResult<Outcome<int>>(0);
        }, default));
    }

    public Guid NewId() => Guid.CreateVersion7(Clock.GetUtcNow());

    private static Task<Outcome<OrderReceipt>> In(IServiceProvider host, Func<OrderDesk, Task<Outcome<OrderReceipt>>> work) => In<OrderDesk, Outcome<OrderReceipt>>(host, work);

    private CommandKey Key(Guid by, string? key) => key is null ? CommandKey.Fresh(by, Clock.GetUtcNow()) : new CommandKey(by, key, [1]);

    private ServiceProvider Build(string connectionString)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        return services.AddDomain(new DomainSettings(connectionString, Postgres.KeysPath)).BuildServiceProvider(validateScopes: true);
    }

    private Site A(TimeBankDb db, SiteLevel level, string code, string name, Site? parent)
    {
        Site site = new() { Id = NewId(), Code = code, Level = level, Name = name, ParentId = parent?.Id, AddedAt = Clock.GetUtcNow() };
        db.Add(site);
        db.SaveChanges();
        return site;
    }
}
