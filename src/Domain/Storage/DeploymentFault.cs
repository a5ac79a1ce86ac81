namespace TimeBank.Storage;

/// <summary>How the deployment is set up is wrong, and a person must mend it; the message says how. Hosts end with it before they begin to work.</summary>
public sealed class DeploymentFault(string message) : InvalidOperationException(message);
