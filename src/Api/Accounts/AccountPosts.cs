using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using TimeBank.Api.Http;
using TimeBank.Events;
using TimeBank.People;

namespace TimeBank.Api.Accounts;

public static class AccountPosts
{
    /// <summary>For people who open the file: indented, Chinese as Chinese.</summary>
    private static readonly JsonSerializerOptions _readable = new(WireJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapAccountPosts(this RouteGroupBuilder posts)
    {
        posts.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            return new SeeOther("/");
        });
        posts.MapPost("/me/devices/end", async (HttpContext context, Caller caller, AccountDesk desk, CancellationToken ct) =>
        {
            await desk.SignOutEverywhereAsync(caller, ct);
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            return new SeeOther("/sign-in");
        });
        posts.MapPost("/me/relatives/{id:guid}/removal", async (Guid id, Posted posted, RemoveRelative relatives, CancellationToken ct) =>
            posted.Answer(await relatives.RemoveAsync(posted.Key, posted.PersonId, id, ct)));
        posts.MapGet("/me/export/data.json", ExportAsync);
    }

    private static async Task<IResult> ExportAsync(Caller caller, ExportPerson export, LocalTime local, CancellationToken ct) => await export.ExportAsync(caller.PersonId, ct) switch
    {
        Outcome<OwnExport>.Done(var mine) => TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(mine, _readable), "application/json", $"volunteer-{local.DayOf(mine.ExportedAt):yyyy-MM-dd}.json"),
        Outcome<OwnExport>.Refused(var why) => new ShownAgain("/me", why),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
