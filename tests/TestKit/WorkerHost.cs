extern alias worker;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace TimeBank.TestKit;

/// <summary>The Worker over a test database with its loops and schedule taken out: a test says when it works, so nothing is waited for.</summary>
public sealed class WorkerHost(Postgres database, ManualClock clock) : WebApplicationFactory<worker::Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Repository.PathOf("src/Worker"));
        builder.UseSetting("ConnectionStrings:Worker", database.Worker);
        builder.UseSetting("Keys:Path", database.KeysPath);
        builder.ConfigureTestServices(services => services.RemoveAll<IHostedService>().RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(clock));
    }
}
