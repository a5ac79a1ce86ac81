using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Photos;
using TimeBank.Records;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.People;

/// <summary>A site with everything that staff could touch, and somebody for every right at every place around it.</summary>
internal sealed class RightsStage(Api api)
{
    public const string Name = "尤老师";
    public const string Phone = "13700137009";
    public const string IdNumber = "42060219900307123X";
    private static readonly DateTimeOffset _beforeAll = Town.Start.AddDays(-30);

    private Town Town => api.Town;

    public Guid Site => Town.Station.Id;
    public string SiteCode => Town.Station.Code;
    public Guid Resident => Town.Resident;

    /// <summary>Holds every right at the site, and therefore cannot be given one again.</summary>
    public Guid Colleague { get; private set; }

    public Guid Person { get; private set; }

    /// <summary>With an offer, a visit and a case; much has happened to it since its first version.</summary>
    public Guid Order { get; private set; }
    public Guid Photo { get; private set; }

    public Guid Record { get; private set; }
    public const int RecordMinutes = 60;

    /// <summary>Proposed by somebody else; made anew when it was approved.</summary>
    public Guid Correction { get; private set; }

    /// <summary>Appointments that have ended: ending them again changes nothing.</summary>
    public Dictionary<Right, Guid> Ended { get; } = [];

    /// <summary>Who holds which right where; without a right, nobody special.</summary>
    public List<(string Place, Right? Right, Guid PersonId)> People { get; } = [];

    public Guid Item => Town.Escort.Id;
    public Guid OwnItem { get; private set; }
    public Guid RetiredItem { get; private set; }
    public Guid WithdrawnTerms { get; private set; }

    private Guid _offer, _visit, _case, _correctable;

    public static readonly string[] Places = ["here", "above", "top", "below", "sister", "county", "lapsed", "to come", "none"];

    public async Task SetAsync()
    {
        Person = await Town.PersonAsync(Name, phone: Phone);
        using (var manager = await api.Host.AsAsync(Town.Manager))
        {
            (await manager.SendAsync(HttpMethod.Patch, $"/api/v1/persons/{Person}", new { address = "昭明台 1 栋" })).Is(System.Net.HttpStatusCode.NoContent);
            (await manager.PostAsync($"/api/v1/persons/{Person}/real-name", new { name = Name, idNumber = IdNumber })).Is(System.Net.HttpStatusCode.NoContent);
        }

        Colleague = await Town.PersonAsync("同事");
        foreach (var right in Enum.GetValues<Right>())
        {
            await AppointAsync(Colleague, right, Town.Station, null);
            Ended[right] = await AppointAsync(await Town.PersonAsync("前任"), right, Town.Station, Town.Start);
        }

        Order = await WithOfferVisitAndCaseAsync();
        (Record, _correctable) = (await RatedAsync(), await RatedAsync());
        await FillAsync();
        await KeepHouseAsync();
        await RenewAsync();
    }

    /// <summary>An item of the file; two of the site's own, one of them retired; terms withdrawn before they began. Asking about any of them again changes nothing.</summary>
    private async Task KeepHouseAsync()
    {
        var keeper = People.Single(p => p is { Place: "here", Right: Right.Administrator }).PersonId;
        using var client = await api.Host.AsAsync(keeper);
        async Task<Guid> MadeAsync(string path, object body) => (await client.PostAsync($"/api/v1{path}", body)).Is(System.Net.HttpStatusCode.Created).Json.GetProperty("id").GetGuid();
        object Item(string name) => new { siteId = Site, field = "Neighbour", name, description = "上门修鞋", usualMinutes = 30, greatestMinutes = 60 };
        (OwnItem, RetiredItem) = (await MadeAsync("/service-items", Item("修鞋")), await MadeAsync("/service-items", Item("修伞")));
        (await client.RemoveAsync($"/api/v1/service-items/{RetiredItem}?siteId={Site}")).Is(System.Net.HttpStatusCode.NoContent);
        WithdrawnTerms = await MadeAsync("/policies", new { siteId = Site, validFrom = Town.Clock.GetUtcNow().AddDays(200), offerMinutes = 60 });
        (await client.RemoveAsync($"/api/v1/policies/{WithdrawnTerms}")).Is(System.Net.HttpStatusCode.NoContent);
    }

    /// <summary>After an approval there is another record, and another correction of it waits.</summary>
    public async Task RenewAsync()
    {
        if (await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from corrections where id = {Correction} and approved_at is null") is [_]) { return; }
        var live = (await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from service_records where not superseded and assignment_id = (select assignment_id from service_records where id = {_correctable})")).Single();
        var minutes = (await Town.Postgres.ReadAsync<int>($"select minutes as \"Value\" from service_records where id = {live}")).Single();
        var proposed = await Town.In<CorrectRecord, Outcome<CorrectionReceipt>>(Town.Api, c => c.ProposeAsync(
            CommandKey.Fresh(Town.SecondManager, Town.Clock.GetUtcNow()), Town.SecondManager, new(live, minutes == 30 ? 40 : 30, CorrectionReason.Other), default));
        Correction = Assert.IsType<Outcome<CorrectionReceipt>.Done>(proposed).Value.Id;
    }

    /// <param name="served">Null: the caller.</param>
    public object Place(Guid? served, OrderOrigin origin) => new
    {
        itemId = Town.Escort.Id,
        servedId = served,
        siteId = Site,
        origin,
        need = "陪同就医",
        address = "昭明台 3 栋",
        wantedFrom = Town.Clock.GetUtcNow().AddDays(1),
        wantedUntil = Town.Clock.GetUtcNow().AddDays(1).AddHours(2),
    };

    public object Move(OrderAction action) => new
    {
        action,
        version = 1,
        offerId = _offer,
        assignmentId = _visit,
        caseId = action is OrderAction.Approve or OrderAction.CloseCase ? _case : (Guid?)null,
        siteId = Town.OtherStation.Id,
        personIds = Array.Empty<Guid>(),
        pool = true,
        minutes = 30,
        reason = "看看",
        words = "说一说",
        answer = Answer.Solved,
        confirms = true,
        verdicts = Array.Empty<object>(),
        wantedFrom = Town.Clock.GetUtcNow().AddDays(1),
        wantedUntil = Town.Clock.GetUtcNow().AddDays(1).AddHours(2),
    };

    private async Task FillAsync()
    {
        Site point = new() { Id = Town.NewId(), Code = "P-1", Level = SiteLevel.Point, Name = "昭明台书屋", ParentId = Site, AddedAt = Town.Start };
        await using (var db = Postgres.Open(Town.Postgres.Owner)) { db.Add(point); await db.SaveChangesAsync(); }
        (string Place, Site Site, DateTimeOffset? Until)[] places =
        [
            ("here", Town.Station, null), ("above", Town.Office, null), ("top", Town.City, null), ("below", point, null), ("sister", Town.OtherStation, null), ("county", Town.OtherCounty, null),
            ("lapsed", Town.Station, Town.Start), ("to come", Town.Station, null),
        ];
        foreach (var (place, site, until) in places)
        {
            foreach (var right in Enum.GetValues<Right>())
            {
                var person = await Town.PersonAsync($"{right} {place}", Town.OtherCounty);
                await AppointAsync(person, right, site, until, place == "to come" ? Town.Start.AddDays(300) : _beforeAll);
                People.Add((place, right, person));
            }
        }

        People.Add(("none", null, await Town.PersonAsync("路人", Town.OtherCounty)));
    }

    private async Task<Guid> AppointAsync(Guid person, Right right, Site site, DateTimeOffset? until, DateTimeOffset? from = null)
    {
        await using var db = Postgres.Open(Town.Postgres.Owner);
        Appointment appointment = new() { Id = Town.NewId(), PersonId = person, SiteId = site.Id, Right = right, FromAt = from ?? _beforeAll, UntilAt = until };
        db.Add(appointment);
        await db.SaveChangesAsync();
        return appointment.Id;
    }

    private async Task<Guid> WithOfferVisitAndCaseAsync()
    {
        var (one, other) = (await Town.VolunteerAsync("王志远"), await Town.VolunteerAsync("李志远"));
        var order = await Town.PlacedAsync(places: 2);
        _visit = await Town.AcceptedAsync(order, one);
        Photo = Assert.IsType<Outcome<Guid>.Done>(await Town.In<AddPhoto, Outcome<Guid>>(Town.Api, a => a.AddAsync(
            CommandKey.Fresh(Town.Resident, Town.Clock.GetUtcNow()), Town.Resident, order, Pictures.Png(), default))).Value;
        await Town.DoAsync(Town.Dispatcher, new DispatchOrder(order, [other], false, Town.Clock.GetUtcNow().AddDays(29)));
        Town.Clock.MoveTo(Town.Clock.GetUtcNow().AddDays(1));
        await Town.DoAsync(one, new CheckInVisit(order, _visit, Town.CodesOf(_visit).Start));
        Town.Clock.Advance(TimeSpan.FromHours(3));
        await Town.DoAsync(null, new MissCheckOut(order, _visit));
        var view = await Town.SeeAsync(order, Town.Manager);
        (_offer, _case) = (view.Offers.Single(o => o.PersonId == other).Id, view.Cases.Single().Id);
        return order;
    }

    private async Task<Guid> RatedAsync()
    {
        var volunteer = await Town.VolunteerAsync("张志远");
        var order = await Town.PlacedAsync();
        await Town.ServedAsync(order, await Town.AcceptedAsync(order, volunteer), volunteer, RecordMinutes);
        await Town.RatedAsync(order);
        return (await Town.Postgres.ReadAsync<Guid>($"select id as \"Value\" from service_records where order_id = {order}")).Single();
    }
}
