using System.Net;
using Npgsql;
using TimeBank.Storage;

namespace TimeBank.Api.Tests.Http;

public sealed class IdempotencyTests(Api api) : IClassFixture<Api>
{
    private const string Path = "/api/v1/orders";

    [Fact]
    public async Task The_same_key_and_body_are_done_once_and_answered_alike()
    {
        using var client = await api.Host.AsAsync(await api.Town.PersonAsync("赵敏"));
        var first = (await client.PostAsync(Path, Order(), ("Idempotency-Key", "once"))).Is(HttpStatusCode.Created);
        var again = (await client.PostAsync(Path, Order(), ("Idempotency-Key", "once"))).Is(HttpStatusCode.Created);
        Assert.Equal(first.TextOf("id"), again.TextOf("id"));
        Assert.Equal(first.Headers["Location"], again.Headers["Location"]);
    }

    [Fact]
    public async Task The_same_key_with_another_body_or_address_is_refused()
    {
        using var client = await api.Host.AsAsync(await api.Town.PersonAsync("钱敏"));
        (await client.PostAsync(Path, Order(), ("Idempotency-Key", "body"))).Is(HttpStatusCode.Created);
        (await client.PostAsync(Path, Order("别的"), ("Idempotency-Key", "body"))).IsProblem(HttpStatusCode.UnprocessableEntity, "command.key_reused");
        (await client.PostAsync($"{Path}/?x=1", Order(), ("Idempotency-Key", "body"))).IsProblem(HttpStatusCode.UnprocessableEntity, "command.key_reused");
    }

    [Fact]
    public async Task Keys_of_two_callers_have_nothing_to_do_with_each_other()
    {
        using var one = await api.Host.AsAsync(await api.Town.PersonAsync("孙敏"));
        using var other = await api.Host.AsAsync(await api.Town.PersonAsync("周敏"));
        var first = (await one.PostAsync(Path, Order(), ("Idempotency-Key", "shared"))).Is(HttpStatusCode.Created);
        var second = (await other.PostAsync(Path, Order(), ("Idempotency-Key", "shared"))).Is(HttpStatusCode.Created);
        Assert.NotEqual(first.TextOf("id"), second.TextOf("id"));
    }

    [Fact]
    public async Task A_key_whose_request_is_in_flight_is_refused_for_now()
    {
        var person = await api.Town.PersonAsync("吴敏");
        using var client = await api.Host.AsAsync(person);
        await using (NpgsqlConnection inFlight = new(api.Town.Postgres.Api))
        {
            await inFlight.OpenAsync();
            await using NpgsqlCommand hold = new("select pg_advisory_lock($1)", inFlight) { Parameters = { new() { Value = BitConverter.ToInt64(new CommandKey(person, "busy", []).Id.ToByteArray()) } } };
            await hold.ExecuteNonQueryAsync();
            (await client.PostAsync(Path, Order(), ("Idempotency-Key", "busy"))).IsProblem(HttpStatusCode.Conflict, "command.in_flight");
            hold.CommandText = "select pg_advisory_unlock($1)";
            await hold.ExecuteNonQueryAsync();
        }

        (await client.PostAsync(Path, Order(), ("Idempotency-Key", "busy"))).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("中")]
    public async Task A_key_is_visible_ascii(string key)
    {
        using var client = await api.Host.AsAsync(await api.Town.PersonAsync("郑敏"));
        (await client.PostAsync(Path, Order(), ("Idempotency-Key", key))).IsProblem(HttpStatusCode.BadRequest, "command.key_malformed");
        (await client.PostAsync(Path, Order(), ("Idempotency-Key", new string('k', 201)))).IsProblem(HttpStatusCode.BadRequest, "command.key_malformed");
    }

    [Fact]
    public async Task A_refusal_is_not_kept_so_that_the_key_can_be_tried_again()
    {
        using var client = await api.Host.AsAsync(await api.Town.PersonAsync("王敏"));
        (await client.PostAsync(Path, Order(hours: -24), ("Idempotency-Key", "again"))).IsProblem(HttpStatusCode.BadRequest, "order.span");
        (await client.PostAsync(Path, Order(), ("Idempotency-Key", "again"))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_is_kept_of_a_request_tells_nothing_about_people()
    {
        using var client = api.Host.CreateClient();
        var form = Api.SignUpForm("13700137001", "冯敏");
        (await client.PostAsync("/api/v1/accounts", form, ("Idempotency-Key", "signup"))).Is(HttpStatusCode.Created);
        var answer = Assert.Single(await api.Town.Postgres.ReadAsync<string>($"""select answer::text as "Value" from commands where key = 'signup'"""));
        Assert.DoesNotContain("13700137001", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("冯敏", answer, StringComparison.Ordinal);
    }

    private object Order(string need = "陪同就医", int hours = 24)
    {
        var from = api.Town.Clock.GetUtcNow().AddHours(hours);
        return new { itemId = api.Town.Escort.Id, wantedFrom = from, wantedUntil = from.AddHours(2), need, address = "昭明台 3 栋", despiteDuplicates = true };
    }
}
