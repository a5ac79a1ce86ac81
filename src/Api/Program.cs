using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using TimeBank;
using TimeBank.Api;
using TimeBank.Api.Accounts;
using TimeBank.Api.Desks;
using TimeBank.Api.Http;
using TimeBank.Api.Layout;
using TimeBank.Events;
using TimeBank.Storage;

try
{
    // Settings stay as they are; a host that watches its files watches every directory below it.
    var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
    var settings = ApiSettings.From(builder.Configuration);
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = ApiSettings.GreatestBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 50;
    });

    builder.Services.AddSingleton(settings.Texts).AddDomain(settings.Domain);
    builder.Services.AddDataProtection().SetApplicationName(DeploymentKeys.Application).PersistKeysToFileSystem(new(settings.Domain.KeysPath));
    builder.Services.ConfigureHttpJsonOptions(http => WireInput.Configure(WireJson.Configure(http.SerializerOptions)));
    builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>().AddProblemDetails().AddExceptionHandler<FailedRequest>();
    builder.Services.AddValidation().AddOpenApiDocument().AddRateLimits(settings).AddAccounts().AddPages().AddDeskPages();

    var app = builder.Build();
    // Behind a proxy everybody would share its address, and its rate limit.
    app.UseForwardedHeaders(settings.ForwardedHeaders());
    app.UseSecurityHeaders().UseLanguage();
    app.UseWhen(context => context.Request.IsForPage(), pages => pages.UseStatusPages());
    app.UseExceptionHandler();
    app.UseWhen(context => !context.Request.IsForPage(), programs => programs.UseStatusCodePages());
    app.UseMiddleware<PlainInput>().UseChoices().UseShownAgain();
    app.UseRouting().UseAuthentication().UseMiddleware<SignedIn>().UseRateLimiter().UseAuthorization().UseAntiforgery().UseMiddleware<PlainForm>().UseBegunIsDone().UseCardFirst();

    app.MapOpenApi("/openapi/v1.json");
    app.MapHealth();
    app.MapGroup("/api/v1").RequireAuthorization().SaysProblems().MapRooms();
    app.MapPosts().MapRoomPosts();
    app.MapGroup("").RequireAuthorization().ExcludeFromDescription().MapRoomFiles();
    app.MapLiveBoard();
    app.MapStaticAssets().DisableRateLimiting();
    app.MapRazorComponents<App>();

    await KeyCheck.VerifyAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), app.Services.GetRequiredService<DeploymentKeys>(), CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (DeploymentFault fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}
catch (NpgsqlException outage) when (outage is not PostgresException)
{
    await Console.Error.WriteLineAsync($"The database cannot be reached: {outage.Message}");
    return 1;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{taken.Message} Set Urls to another address, or end what listens there.");
    return 1;
}
