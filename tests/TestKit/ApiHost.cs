extern alias api;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TimeBank.TestKit;

/// <summary>The Api over a test database, driven by HTTP; its clock is the test's.</summary>
public sealed class ApiHost(Postgres database, ManualClock clock) : WebApplicationFactory<api::Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Repository.PathOf("src/Api"));
        builder.UseSetting("ConnectionStrings:Api", database.Api);
        builder.UseSetting("Keys:Path", database.KeysPath);
        builder.ConfigureTestServices(services => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(clock));
    }
}
