using System.Net;
using System.Net.Http.Headers;
using TimeBank.Photos;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Photos;

public sealed class PhotoTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task A_photo_goes_in_as_it_is_and_comes_out_without_what_it_told_besides()
    {
        using var resident = await api.Host.AsAsync(await api.Town.PersonAsync("拍照的"));
        var order = await PlacedAsync(resident);
        var added = (await AddAsync(resident, order, Pictures.Jpeg())).Is(HttpStatusCode.Created);
        var address = added.Headers["Location"];

        using var answer = await resident.GetAsync(address);
        Assert.Equal(("image/jpeg", "no-store", "nosniff"), (answer.Content.Headers.ContentType!.ToString(), answer.Headers.CacheControl!.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single()));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(CleanPhoto.From(Pictures.Jpeg()).IsDone(out var clean, out _) ? clean.Bytes : [], bytes);

        (await resident.RemoveAsync(address)).Is(HttpStatusCode.NoContent);
        (await resident.ReadAsync(address)).IsProblem(HttpStatusCode.NotFound, "photo.not_found");
    }

    [Fact]
    public async Task What_a_sender_says_of_a_file_counts_for_nothing()
    {
        using var resident = await api.Host.AsAsync(await api.Town.PersonAsync("传错的"));
        var order = await PlacedAsync(resident);
        (await AddAsync(resident, order, "<svg onload='alert(1)'/>"u8.ToArray())).IsProblem(HttpStatusCode.BadRequest, "photo.kind");
        (await AddAsync(resident, order, new byte[Photo.GreatestBytes + 1])).IsProblem(HttpStatusCode.BadRequest, "photo.too_large");
        (await AddAsync(resident, order, Pictures.Png(), "text/html")).IsProblem(HttpStatusCode.UnsupportedMediaType, "input.media_type");
        (await AddAsync(resident, order, Pictures.Png())).Is(HttpStatusCode.Created);
        Assert.Equal("Png", (await resident.ReadAsync($"/api/v1/orders/{order}/photos")).Json[0].GetProperty("format").GetString());
    }

    [Fact]
    public async Task The_same_key_adds_it_once()
    {
        using var resident = await api.Host.AsAsync(await api.Town.PersonAsync("连点两次的"));
        var order = await PlacedAsync(resident);
        var first = (await AddAsync(resident, order, Pictures.Png(), key: "twice")).Is(HttpStatusCode.Created);
        var second = (await AddAsync(resident, order, Pictures.Png(), key: "twice")).Is(HttpStatusCode.Created);
        Assert.Equal(first.Body, second.Body);
        (await AddAsync(resident, order, Pictures.Jpeg(), key: "twice")).IsProblem(HttpStatusCode.UnprocessableEntity, "command.key_reused");
        Assert.Equal(1, (await resident.ReadAsync($"/api/v1/orders/{order}/photos")).Json.GetArrayLength());
    }

    private async Task<string> PlacedAsync(HttpClient resident)
    {
        var from = api.Town.Clock.GetUtcNow().AddDays(1);
        return (await resident.PostAsync("/api/v1/orders", new { itemId = api.Town.Escort.Id, wantedFrom = from, wantedUntil = from.AddHours(1), need = "看看", address = "昭明台" })).Is(HttpStatusCode.Created).TextOf("id");
    }

    private static async Task<Reply> AddAsync(HttpClient client, string order, byte[] file, string type = "image/jpeg", string? key = null)
    {
        using ByteArrayContent body = new(file);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using HttpRequestMessage request = new(HttpMethod.Post, $"/api/v1/orders/{order}/photos") { Content = body };
        if (key is not null) { request.Headers.Add("Idempotency-Key", key); }
        using var answer = await client.SendAsync(request);
        return new(answer.StatusCode, answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase), await answer.Content.ReadAsStringAsync());
    }
}
