using Npgsql;
using TimeBank.Storage;
using TimeBank.Worker;

try
{
    return await Verbs.RunAsync(args, CancellationToken.None);
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
