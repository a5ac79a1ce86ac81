using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using TimeBank.Storage;

namespace TimeBank.Api.Orders;

/// <summary>Keeps a draft on the device, sealed with the deployment's keys, for half a day.</summary>
public sealed class DraftCookie(DeploymentKeys keys)
{
    private const string Name = "draft";

    /// <summary>A long need in Chinese does not fit into one cookie.</summary>
    private static readonly ChunkingCookieManager _chunks = new() { ChunkSize = 3500 };

    /// <returns>An empty draft where there is none, or another person's, or one that cannot be opened.</returns>
    public OrderDraft Read(HttpContext context, Guid personId)
    {
        try
        {
            return _chunks.GetRequestCookie(context, Name) is { } text && keys.Open<OrderDraft>(WebEncoders.Base64UrlDecode(text)) is { } draft && draft.PersonId == personId ? draft : new(personId);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException or JsonException) { return new(personId); }
    }

    public void Write(HttpContext context, OrderDraft draft) => _chunks.AppendResponseCookie(context, Name, WebEncoders.Base64UrlEncode(keys.Seal(draft)), Options(context));

    public void Forget(HttpContext context) => _chunks.DeleteCookie(context, Name, Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = TimeSpan.FromHours(12),
        Path = "/order",
        IsEssential = true,
    };
}
