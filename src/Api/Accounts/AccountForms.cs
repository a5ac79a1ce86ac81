using System.ComponentModel.DataAnnotations;

namespace TimeBank.Api.Accounts;

public sealed record SignUpForm
{
    [StringLength(30, MinimumLength = 5)]
    public required string Phone { get; init; }

    [StringLength(100, MinimumLength = 8)]
    public required string Password { get; init; }

    /// <summary>Needed without an activation code; with one, the name on file stays.</summary>
    [StringLength(50, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Needed without an activation code: the home site by its id, or by its code.</summary>
    public Guid? HomeSiteId { get; init; }

    [StringLength(30, MinimumLength = 1)]
    public string? HomeSiteCode { get; init; }

    /// <summary>Which text the person has read and agrees to.</summary>
    [StringLength(20, MinimumLength = 1)]
    public required string ConsentVersion { get; init; }

    /// <summary>From the station, for a person who is enrolled already.</summary>
    [StringLength(40, MinimumLength = 1)]
    public string? ActivationCode { get; init; }
}

public sealed record SignInForm
{
    [StringLength(30, MinimumLength = 1)]
    public required string Phone { get; init; }

    [StringLength(100, MinimumLength = 1)]
    public required string Password { get; init; }

    /// <summary>True: a cookie for pages instead of tokens.</summary>
    public bool Cookie { get; init; }
}

public sealed record RefreshForm
{
    [StringLength(4000, MinimumLength = 1)]
    public required string RefreshToken { get; init; }
}

public sealed record PasswordForm
{
    [StringLength(100, MinimumLength = 1)]
    public required string Password { get; init; }

    [StringLength(100, MinimumLength = 8)]
    public required string NewPassword { get; init; }
}

public sealed record DepartureForm
{
    [StringLength(100, MinimumLength = 1)]
    public required string Password { get; init; }
}

public sealed record PhoneForm
{
    [StringLength(100, MinimumLength = 1)]
    public required string Password { get; init; }

    [StringLength(30, MinimumLength = 5)]
    public required string NewPhone { get; init; }
}
