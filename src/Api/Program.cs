using Microsoft.AspNetCore.DataProtection;
using TimeBank;
using TimeBank.Api;
using TimeBank.Api.Accounts;
using TimeBank.Api.Http;
using TimeBank.Events;
using TimeBank.Storage;

var builder = WebApplication.CreateBuilder(args);
ApiSettings settings;
try
{
    settings = ApiSettings.From(builder.Configuration);
    builder.Services.AddDomain(settings.Domain);
}
catch (Exception e) when (e is SettingException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = ApiSettings.GreatestBodyBytes;
    kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
    kestrel.Limits.MaxRequestHeaderCount = 50;
});
builder.Services.AddDataProtection().SetApplicationName(DeploymentKeys.Application).PersistKeysToFileSystem(new(settings.Domain.KeysPath));
builder.Services.ConfigureHttpJsonOptions(http => WireInput.Configure(WireJson.Configure(http.SerializerOptions)));
builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
builder.Services.AddSingleton<Microsoft.AspNetCore.Http.IProblemDetailsWriter, ProblemWriter>().AddProblemDetails().AddExceptionHandler<FailedRequest>();
builder.Services.AddValidation().AddOpenApiDocument().AddRateLimits(settings).AddAccounts();

var app = builder.Build();
app.UseSecurityHeaders().UseExceptionHandler().UseStatusCodePages().UseMiddleware<PlainInput>();
app.UseRouting().UseAuthentication().UseMiddleware<SignedIn>().UseRateLimiter().UseAuthorization();
app.MapOpenApi();
app.MapHealth();
var api = app.MapGroup("/api/v1").RequireAuthorization();
api.MapAccounts();
await app.RunAsync();
return 0;
