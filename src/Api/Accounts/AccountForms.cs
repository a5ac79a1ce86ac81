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

    /// <summary>The six digits that were sent to the phone. Needed where texts are sent, unless the station gave an activation code.</summary>
    [StringLength(10, MinimumLength = 1)]
    public string? Code { get; init; }
}

public sealed record SignInForm
{
    [StringLength(30, MinimumLength = 1)]
    public required string Phone { get; init; }

    /// <summary>Either this or the code.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? Password { get; init; }

    /// <summary>The six digits that were sent to the phone to sign in.</summary>
    [StringLength(10, MinimumLength = 1)]
    public string? Code { get; init; }

    /// <summary>True: a cookie for pages instead of tokens.</summary>
    public bool Cookie { get; init; }
}

public sealed record CodeForm
{
    [StringLength(30, MinimumLength = 5)]
    public required string Phone { get; init; }

    [EnumDataType(typeof(CodePurpose))]
    public required CodePurpose Purpose { get; init; }
}

public sealed record PasswordResetForm
{
    [StringLength(30, MinimumLength = 5)]
    public required string Phone { get; init; }

    [StringLength(10, MinimumLength = 1)]
    public required string Code { get; init; }

    [StringLength(100, MinimumLength = 8)]
    public required string NewPassword { get; init; }

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

    /// <summary>The six digits that were sent to the new phone. Needed where texts are sent.</summary>
    [StringLength(10, MinimumLength = 1)]
    public string? Code { get; init; }
}
