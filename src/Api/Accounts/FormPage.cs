using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using TimeBank.Api.Http;
using TimeBank.Api.Layout;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Accounts;

/// <summary>What every page with a form does alike: reads what was typed, and says a "no" in words and with its status.</summary>
public abstract class FormPage : DrawnWhole
{
    [Inject] protected Visitor Visitor { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Stands on top of the page.</summary>
    protected Refusal? Why { get; private set; }

    protected CancellationToken Ended => Visitor.Http.RequestAborted;

    protected bool IsPosted => HttpMethods.IsPost(Visitor.Http.Request.Method) && Visitor.Http.Request.HasFormContentType;

    protected CommandKey Key => Posted.KeyOf(Visitor.Http, Visitor.Http.Request.Form, Visitor.Caller?.PersonId ?? Guid.Empty);

    /// <summary>What stood in a field; null where nothing did.</summary>
    protected string? Typed(string field) => IsPosted && Visitor.Typed(field) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    protected void Refuse(Refusal why)
    {
        Why = why;
        // Not 404: the page is there, and the framework would draw another one in its place.
        Visitor.Http.Response.StatusCode = HttpRefusals.StatusOf(why) is not StatusCodes.Status404NotFound and var status ? status : StatusCodes.Status400BadRequest;
    }

    /// <summary>What is wrong with a field, where there are words for it.</summary>
    private static readonly Dictionary<string, Refusal> _wrongWith = new() { ["Name"] = PersonRefusals.BadName, ["Address"] = PersonRefusals.BadAddress, ["Phone"] = AccountRefusals.BadPhone };

    /// <summary>Whether all of a form is within its bounds; if not, that is said.</summary>
    protected bool Fits(object form)
    {
        List<ValidationResult> wrong = [];
        if (Validator.TryValidateObject(form, new ValidationContext(form), wrong, validateAllProperties: true)) { return true; }
        Refuse(wrong.SelectMany(w => w.MemberNames).Select(_wrongWith.GetValueOrDefault).FirstOrDefault(known => known is not null) ?? HttpRefusals.BadFields);
        return false;
    }

    /// <summary>Whether it is a phone at all; if not, that is said.</summary>
    protected bool IsPhone(string typed)
    {
        if (Phone.Parse(typed) is not null) { return true; }
        Refuse(AccountRefusals.BadPhone);
        return false;
    }

    /// <summary>Whether a password is of a length that any could have; if not, that is said.</summary>
    protected bool IsPassword(string typed)
    {
        if (typed.Length is >= 8 and <= 100) { return true; }
        Refuse(AccountRefusals.WeakPassword);
        return false;
    }

    /// <summary>Done leads on; a "no" shows the page again.</summary>
    protected bool IsDone<T>(Outcome<T> outcome)
    {
        if (outcome.IsDone(out _, out var why)) { return true; }
        Refuse(why);
        return false;
    }

    protected void GoTo(string address) => Navigation.NavigateTo(Posted.LocalPath(address));
}

/// <summary>A page at whose end somebody is signed in.</summary>
public abstract class SessionPage : FormPage
{
    [Inject] protected SignInManager<Account> Identity { get; set; } = null!;

    protected async Task<bool> BeginAsync(Outcome<Account> outcome)
    {
        if (outcome is not Outcome<Account>.Done(var account)) { return IsDone(outcome); }
        var principal = await Identity.CreateUserPrincipalAsync(account);
        await Visitor.Http.SignInAsync(IdentityConstants.ApplicationScheme, principal, new AuthenticationProperties { IsPersistent = true });
        return true;
    }
}

/// <summary>A page on which a phone is proven: first the number, then the six digits that came to it.</summary>
public abstract class CodePage : SessionPage
{
    /// <summary>The button that asks for another code.</summary>
    public const string Again = "again";

    [Inject] protected OneTimeCodes Codes { get; set; } = null!;

    /// <summary>A code is on its way, or was: the field for it is shown.</summary>
    protected bool IsSent { get; private set; }

    protected DateTimeOffset? AgainAt { get; private set; }

    protected override void OnInitialized() => IsSent = Typed("sent") is not null;

    protected async Task SendAsync(CodePurpose purpose, string phone)
    {
        var sent = await Codes.SendAsync(new(purpose, phone, Visitor.Http.Connection.RemoteIpAddress, Visitor.IsChinese), Ended);
        if (sent is Outcome<CodeSent>.Done(var code)) { (IsSent, AgainAt) = (true, code.AgainAt); }
        else if (!IsDone(sent)) { IsSent |= Why!.Code == CodeRefusals.TooSoon.Code; }   // the one that was sent is still good
    }
}
