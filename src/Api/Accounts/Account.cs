using Microsoft.AspNetCore.Identity;

namespace TimeBank.Api.Accounts;

/// <summary>How a person signs in. It knows no personal data: its user name is a keyed hash of the phone, and the phone itself lies sealed with the person.</summary>
public sealed class Account : IdentityUser<Guid>;
