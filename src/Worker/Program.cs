using TimeBank.Storage;
using TimeBank.Worker;
using TimeBank.Worker.Events;

try
{
    return await Verbs.RunAsync(args, CancellationToken.None);
}
catch (DeploymentFault fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}
catch (Exception outage) when (Outage.IsSeenIn(outage))
{
    await Console.Error.WriteLineAsync($"The database cannot be reached: {outage.GetBaseException().Message}");
    return 1;
}
