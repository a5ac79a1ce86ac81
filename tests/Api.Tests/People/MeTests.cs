using System.Net;

namespace TimeBank.Api.Tests.People;

public sealed class MeTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task A_neighbour_becomes_a_volunteer_and_keeps_their_details()
    {
        using var client = await api.Host.AsAsync(await api.Town.PersonAsync("蒋大姐"));
        (await client.SendAsync(HttpMethod.Patch, "/api/v1/me", new { address = "昭明台 1 栋", sex = "Female", birthDate = "1975-04-03", skills = new[] { "理发" } })).Is(HttpStatusCode.NoContent);
        var first = (await client.SendAsync(HttpMethod.Post, "/api/v1/me/volunteering")).Is(HttpStatusCode.OK);
        var again = (await client.SendAsync(HttpMethod.Post, "/api/v1/me/volunteering")).Is(HttpStatusCode.OK);
        Assert.Equal(first.Body, again.Body);

        var me = (await client.ReadAsync("/api/v1/me")).Is(HttpStatusCode.OK);
        Assert.Equal(("蒋大姐", "昭明台 1 栋", "1975-04-03"), (me.TextOf("name"), me.TextOf("address"), me.TextOf("birthDate")));
        Assert.Equal((first.TextOf("volunteerNumber"), first.TextOf("passbookNumber")), (me.TextOf("volunteerNumber"), me.TextOf("passbookNumber")));
        Assert.Equal("昭明台社区", me.Json.GetProperty("homeSite").GetProperty("name").GetString());
        Assert.Equal(me.TextOf("id"), (await client.ReadAsync("/api/v1/me/export")).Is(HttpStatusCode.OK).Json.GetProperty("person").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_relative_without_a_phone_is_registered_and_removed()
    {
        using var client = await api.Host.AsAsync(await api.Town.PersonAsync("沈女儿"));
        var relative = (await client.PostAsync("/api/v1/me/relatives", new { relation = "Parent", sameHousehold = true, name = "沈爷爷" })).Is(HttpStatusCode.Created);
        var listed = (await client.ReadAsync("/api/v1/me")).Json.GetProperty("relatives")[0];
        Assert.Equal((relative.TextOf("id"), "沈爷爷", "Parent"), (listed.GetProperty("id").GetString(), listed.GetProperty("name").GetString(), listed.GetProperty("relation").GetString()));
        (await client.SendAsync(HttpMethod.Delete, relative.Headers["Location"])).Is(HttpStatusCode.NoContent);
        (await client.SendAsync(HttpMethod.Delete, relative.Headers["Location"])).IsProblem(HttpStatusCode.NotFound, "person.not_found");
    }

    [Fact]
    public async Task An_identity_number_comes_back_masked()
    {
        using var client = await api.Host.AsAsync(await api.Town.PersonAsync("韩先生"));
        (await client.PostAsync("/api/v1/me/real-name", new { name = "韩先生", idNumber = "110105194912310021" })).IsProblem(HttpStatusCode.BadRequest, "person.id_number_invalid");
        (await client.PostAsync("/api/v1/me/real-name", new { name = "韩先生", idNumber = "11010519491231002X" })).Is(HttpStatusCode.NoContent);
        var me = await client.ReadAsync("/api/v1/me");
        Assert.Equal("1101**********002X", me.TextOf("idNumber"));
        Assert.DoesNotContain("11010519491231002X", me.Body + (await client.ReadAsync("/api/v1/me/export")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_leaves_is_signed_out_and_their_phone_is_free_again()
    {
        using var client = api.Host.CreateClient();
        (await client.PostAsync("/api/v1/accounts", Api.SignUpForm("13500000001", "杨离开"))).Is(HttpStatusCode.Created);
        var session = (await client.PostAsync("/api/v1/sessions", new { phone = "13500000001", password = Api.Password })).Is(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.TextOf("accessToken"));
        (await client.ReadAsync("/api/v1/me")).Is(HttpStatusCode.OK);

        (await client.PostAsync("/api/v1/me/departure", new { password = "not mine at all" })).IsProblem(HttpStatusCode.Unauthorized, "session.wrong");
        (await client.PostAsync("/api/v1/me/departure", new { password = Api.Password })).Is(HttpStatusCode.NoContent);
        (await client.ReadAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "session.needed");
        client.DefaultRequestHeaders.Authorization = null;
        (await client.PostAsync("/api/v1/accounts", Api.SignUpForm("13500000001", "杨回来"))).Is(HttpStatusCode.Created);
    }
}
