using System.Net;
using TimeBank.People;

namespace TimeBank.Api.Tests.Accounts;

public sealed class SignUpTests(Api api) : IClassFixture<Api>
{
    private const string Path = "/api/v1/accounts";

    [Fact]
    public async Task A_new_person_an_account_and_a_consent_come_to_be_together()
    {
        using var client = api.Host.CreateClient();
        var made = (await client.PostAsync(Path, Api.SignUpForm("+86 138-0013-8001", "王芳"))).Is(HttpStatusCode.Created);
        await using var db = TestKit.Postgres.Open(api.Town.Postgres.Owner);
        var person = (await db.Persons.FindAsync(Guid.Parse(made.TextOf("personId"))))!;
        Assert.Equal(made.TextOf("accountId"), person.AccountId.ToString());
        Assert.Equal(api.Town.Station.Id, person.HomeSiteId);
        Assert.Equal(new PersonDetails("王芳", "13800138001"), api.Town.Keys.Open<PersonDetails>(person.DetailsSealed));
        Assert.Equal("2026-11", Assert.Single(db.Consents, c => c.PersonId == person.Id).Version);
    }

    [Fact]
    public async Task A_phone_has_one_account_however_it_is_written()
    {
        using var client = api.Host.CreateClient();
        (await client.PostAsync(Path, Api.SignUpForm("13900139001"))).Is(HttpStatusCode.Created);
        (await client.PostAsync(Path, Api.SignUpForm("+86 139 0013 9001", "另一个人"))).IsProblem(HttpStatusCode.Conflict, "account.exists");
    }

    [Fact]
    public async Task Of_two_who_sign_up_with_one_phone_at_once_one_wins_and_no_half_person_stays()
    {
        using var client = api.Host.CreateClient();
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => client.PostAsync(Path, Api.SignUpForm("13900139002", $"同时{i}"))));
        Assert.Single(replies, r => r.Status == HttpStatusCode.Created);
        foreach (var refused in replies.Where(r => r.Status != HttpStatusCode.Created)) { refused.IsProblem(HttpStatusCode.Conflict, "account.exists"); }
        var hash = api.Town.Keys.LookupHash("phone", "13900139002");
        Assert.Equal([1], await api.Town.Postgres.ReadAsync<int>($"""select count(*)::int as "Value" from persons where phone_hash = {hash}"""));
    }

    [Fact]
    public async Task Nothing_in_the_accounts_schema_is_personal()
    {
        using var client = api.Host.CreateClient();
        (await client.PostAsync(Path, Api.SignUpForm("13900139003", "安娜"))).Is(HttpStatusCode.Created);
        var rows = string.Concat(await api.Town.Postgres.ReadAsync<string>($"""select a::text as "Value" from accounts.accounts a"""));
        Assert.DoesNotContain("13900139003", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("安娜", rows, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678901", Api.Password, "420602001001", "2026-11", "phone.malformed")]
    [InlineData("13900139004", "13900139004", "420602001001", "2026-11", "password.weak")]
    [InlineData("13900139004", "aaaaaaaaaa", "420602001001", "2026-11", "password.weak")]
    [InlineData("13900139004", "12345678", "420602001001", "2026-11", "password.weak")]
    [InlineData("13900139004", "9876543210", "420602001001", "2026-11", "password.weak")]
    [InlineData("13900139004", "Passw0rd", "420602001001", "2026-11", "password.weak")]
    [InlineData("13900139004", "woaini1314", "420602001001", "2026-11", "password.weak")]
    [InlineData("13900139004", "QWERTYUIOP", "420602001001", "2026-11", "password.weak")]
    [InlineData("13900139004", "abcabcabc", "420602001001", "2026-11", "password.weak")]
    [InlineData("13900139004", "139 0013 9004", "420602001001", "2026-11", "password.weak")]
    [InlineData("13900139004", Api.Password, "999999", "2026-11", "account.home_site")]
    [InlineData("13900139004", Api.Password, null, "2026-11", "account.name_needed")]
    [InlineData("13900139004", Api.Password, "420602001001", "1999-01", "consent.unknown")]
    public async Task What_cannot_be_is_refused_by_name(string phone, string password, string? homeSiteCode, string consentVersion, string code)
    {
        using var client = api.Host.CreateClient();
        (await client.PostAsync(Path, new { phone, password, name = "赵六", homeSiteCode, consentVersion })).IsProblem(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_name_that_reads_backwards_is_refused()
    {
        using var client = api.Host.CreateClient();
        (await client.PostAsync(Path, Api.SignUpForm("13900139006", "王\u202E芳"))).IsProblem(HttpStatusCode.BadRequest, "person.bad_name");
    }

    [Fact]
    public async Task A_code_from_the_station_takes_over_the_person_whom_staff_enrolled()
    {
        var enrolled = await ActivatedAsync("code-one", hours: 24);
        using var client = api.Host.CreateClient();
        var made = (await client.PostAsync(Path, With("code-one", "13900139005"))).Is(HttpStatusCode.Created);
        Assert.Equal(enrolled.ToString(), made.TextOf("personId"));
        await using var db = TestKit.Postgres.Open(api.Town.Postgres.Owner);
        var details = api.Town.Keys.Open<PersonDetails>((await db.Persons.FindAsync(enrolled))!.DetailsSealed);
        Assert.Equal(("由站里登记", "13900139005"), (details.Name, details.Phone));
    }

    [Fact]
    public async Task A_code_works_once_in_its_time_and_for_a_person_without_an_account()
    {
        using var client = api.Host.CreateClient();
        await ActivatedAsync("code-two", hours: 24);
        (await client.PostAsync(Path, With("code-two", "13900139006"))).Is(HttpStatusCode.Created);
        (await client.PostAsync(Path, With("code-two", "13900139007"))).IsProblem(HttpStatusCode.Conflict, "activation.wrong");
        await ActivatedAsync("code-old", hours: 0);
        (await client.PostAsync(Path, With("code-old", "13900139007"))).IsProblem(HttpStatusCode.Conflict, "activation.wrong");
        (await client.PostAsync(Path, With("guess", "13900139007"))).IsProblem(HttpStatusCode.Conflict, "activation.wrong");
        var person = await ActivatedAsync("code-late", hours: 24);
        (await api.Host.AsAsync(person)).Dispose();
        (await client.PostAsync(Path, With("code-late", "13900139007"))).IsProblem(HttpStatusCode.Conflict, "activation.wrong");
    }

    [Fact]
    public async Task A_code_opens_an_account_only_for_the_phone_on_file()
    {
        await ActivatedAsync("code-phone", hours: 24, phone: "13900139008");
        using var client = api.Host.CreateClient();
        (await client.PostAsync(Path, With("code-phone", "13900139009"))).IsProblem(HttpStatusCode.Conflict, "activation.phone");
        (await client.PostAsync(Path, With("code-phone", "13900139008"))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_workers_role_has_no_right_on_accounts()
    {
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => api.Town.Postgres.ReadAsync<string>($"""select user_name as "Value" from accounts.accounts""", api.Town.Postgres.Worker));
        Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static object With(string activationCode, string phone) => new { phone, password = Api.Password, consentVersion = "2026-11", activationCode };

    private async Task<Guid> ActivatedAsync(string code, int hours, string? phone = null)
    {
        var person = await api.Town.PersonAsync("由站里登记", phone: phone);
        await using var db = TestKit.Postgres.Open(api.Town.Postgres.Owner);
        db.Activations.Add(new() { CodeHash = api.Town.Keys.LookupHash("activation", code), PersonId = person, ExpiresAt = api.Town.Clock.GetUtcNow().AddHours(hours) });
        await db.SaveChangesAsync();
        return person;
    }
}
