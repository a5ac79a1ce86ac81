using System.Net;
using TimeBank.People;

namespace TimeBank.Api.Tests.People;

public sealed class StaffTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Staff_enrol_a_caller_who_then_comes_to_an_account()
    {
        using var staff = await api.Host.AsAsync(api.Town.Dispatcher);
        var person = (await staff.PostAsync("/api/v1/persons", Person("朱爷爷", "13500000101"))).Is(HttpStatusCode.Created);
        var duplicate = (await staff.PostAsync("/api/v1/persons", Person("朱爷爷"))).IsProblem(HttpStatusCode.Conflict, "person.possible_duplicate");
        var candidate = duplicate.Json.GetProperty("candidates")[0];
        Assert.Equal((person.TextOf("id"), "朱**", "135****0101"), (candidate.GetProperty("id").GetString(), candidate.GetProperty("name").GetString(), candidate.GetProperty("phone").GetString()));

        var code = (await staff.SendAsync(HttpMethod.Post, $"{person.Headers["Location"]}/activation-codes", null, ("Idempotency-Key", "code"))).Is(HttpStatusCode.OK).TextOf("code");
        using var stranger = api.Host.CreateClient();
        (await stranger.PostAsync("/api/v1/accounts", new { phone = "13500000101", password = Api.Password, consentVersion = "2026-11", activationCode = code })).Is(HttpStatusCode.Created);
        var forgotten = (await staff.SendAsync(HttpMethod.Post, $"{person.Headers["Location"]}/activation-codes")).Is(HttpStatusCode.OK).TextOf("code");
        (await stranger.PostAsync("/api/v1/accounts", new { phone = "13500000101", password = Api.Password, consentVersion = "2026-11", activationCode = forgotten })).IsProblem(HttpStatusCode.Conflict, "activation.wrong");
        (await stranger.PostAsync("/api/v1/password-resets", new { phone = "13500000102", code = forgotten, newPassword = "battery staple" })).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
        (await stranger.PostAsync("/api/v1/password-resets", new { phone = "13500000101", code = "00000000", newPassword = "battery staple" })).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
        (await stranger.PostAsync("/api/v1/password-resets", new { phone = "13500000101", code = forgotten, newPassword = "battery staple" })).Is(HttpStatusCode.OK);
        (await stranger.PostAsync("/api/v1/password-resets", new { phone = "13500000101", code = forgotten, newPassword = "battery staple" })).IsProblem(HttpStatusCode.Forbidden, "one_time_code.wrong");
        (await stranger.PostAsync("/api/v1/sessions", new { phone = "13500000101", password = "battery staple" })).Is(HttpStatusCode.OK);
        (await staff.SendAsync(HttpMethod.Post, $"{person.Headers["Location"]}/activation-codes")).IsProblem(HttpStatusCode.Forbidden, "activation.second_person");
        Assert.True((await staff.ReadAsync(person.Headers["Location"])).Json.GetProperty("hasAccount").GetBoolean());
        Assert.Equal(person.TextOf("id"), (await staff.PostAsync("/api/v1/persons/searches", new { phone = "135-0000-0101" })).Is(HttpStatusCode.OK).Json[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_person_of_another_county_does_not_exist()
    {
        using var staff = await api.Host.AsAsync(await api.Town.StaffAsync("外区派单员", Right.Dispatcher, api.Town.OtherCounty));
        var path = $"/api/v1/persons/{await api.Town.PersonAsync("秦某")}";
        (await staff.ReadAsync(path)).IsProblem(HttpStatusCode.NotFound, "person.not_found");
        (await staff.SendAsync(HttpMethod.Patch, path, new { address = "某处" })).IsProblem(HttpStatusCode.NotFound, "person.not_found");
        (await staff.SendAsync(HttpMethod.Post, $"{path}/volunteering")).IsProblem(HttpStatusCode.NotFound, "person.not_found");
        (await staff.PostAsync($"{path}/id-number-openings", new { purpose = "看看" })).IsProblem(HttpStatusCode.NotFound, "person.not_found");
        Assert.Equal("[]", (await staff.PostAsync("/api/v1/persons/searches", new { name = "秦某" })).Body);
    }

    [Fact]
    public async Task A_manager_opens_a_number_that_a_dispatcher_has_verified()
    {
        var path = $"/api/v1/persons/{await api.Town.PersonAsync("尤老师")}";
        using var dispatcher = await api.Host.AsAsync(api.Town.SecondDispatcher);
        using var manager = await api.Host.AsAsync(api.Town.Manager);
        (await dispatcher.PostAsync($"{path}/real-name", new { name = "尤老师", idNumber = "34052419800101001X" })).Is(HttpStatusCode.NoContent);
        (await dispatcher.PostAsync($"{path}/id-number-openings", new { purpose = "好奇" })).IsProblem(HttpStatusCode.Forbidden, "person.not_yours");
        Assert.Equal("34052419800101001X", (await manager.PostAsync($"{path}/id-number-openings", new { purpose = "开具证明" })).Is(HttpStatusCode.OK).TextOf("idNumber"));
        (await dispatcher.PostAsync($"{path}/qualifications", new { name = "护士执业证", validUntil = "2030-01-01" })).Is(HttpStatusCode.NoContent);
        (await dispatcher.SendAsync(HttpMethod.Post, $"{path}/volunteering")).Is(HttpStatusCode.OK);
        var seen = await dispatcher.ReadAsync(path);
        Assert.Equal("3405**********001X", seen.TextOf("idNumber"));
        Assert.Equal("护士执业证", seen.Json.GetProperty("qualifications")[0].GetProperty("name").GetString());
        Assert.Equal(seen.TextOf("id"), (await manager.PostAsync("/api/v1/persons/searches", new { volunteerNumber = seen.TextOf("volunteerNumber").ToLowerInvariant() })).Json[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_appointment_opens_doors_until_it_ends()
    {
        using var manager = await api.Host.AsAsync(api.Town.SecondManager);
        var person = await api.Town.PersonAsync("新同事");
        using var staff = await api.Host.AsAsync(person);
        (await staff.PostAsync("/api/v1/persons", Person("甲某"))).IsProblem(HttpStatusCode.Forbidden, "person.not_yours");
        var made = (await manager.PostAsync("/api/v1/appointments", new { personId = person, siteId = api.Town.Office.Id, right = "Dispatcher" })).Is(HttpStatusCode.Created);
        (await staff.PostAsync("/api/v1/persons", Person("甲某"))).Is(HttpStatusCode.Created);
        Assert.Contains(made.TextOf("id"), (await manager.ReadAsync($"/api/v1/appointments?siteId={api.Town.Office.Id}")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        (await manager.SendAsync(HttpMethod.Delete, made.Headers["Location"])).Is(HttpStatusCode.NoContent);
        (await staff.PostAsync("/api/v1/persons", Person("乙某"))).IsProblem(HttpStatusCode.Forbidden, "person.not_yours");
        (await manager.PostAsync("/api/v1/appointments", new { personId = person, siteId = api.Town.Office.Id, right = "Administrator" })).IsProblem(HttpStatusCode.Forbidden, "appointment.not_yours");
    }

    private object Person(string name, string? phone = null) => new { homeSiteId = api.Town.Station.Id, name, phone };
}
