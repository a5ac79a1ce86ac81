using Microsoft.AspNetCore.Components;
using TimeBank.Administration;
using TimeBank.Api.Http;
using TimeBank.Api.Layout;
using TimeBank.People;

namespace TimeBank.Api.Administration;

/// <summary>What every page of administration begins with: the site of its address and what the visitor may do there. Whoever has no right there finds nothing.</summary>
public abstract class AdminPage : DrawnWhole
{
    protected static readonly IReadOnlyList<Right> Overseers = [Right.Manager, Right.Supervisor, Right.Administrator];

    [Parameter] public string SiteCode { get; set; } = "";

    [Inject] private OverviewQueries Overviews { get; set; } = null!;

    [Inject] protected Visitor Visitor { get; set; } = null!;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    [Inject] protected Say Say { get; set; } = null!;

    /// <summary>Null: the page is not drawn.</summary>
    public OpenedSite? Opened { get; private set; }

    /// <summary>Why what was asked last was not done, or why the page is not theirs.</summary>
    public Refusal? Why { get; private set; }

    /// <summary>Whose page it is; others are told so.</summary>
    protected virtual IReadOnlyList<Right> Whose => Overseers;

    public bool IsAdministrator => Opened?.Rights.Contains(Right.Administrator) is true;

    public bool MayReadOrders => Opened is { Rights: var rights } && rights.Any(r => r is not Right.Administrator);

    protected Guid SiteId => Opened!.Site.Id;

    protected string SiteName => Opened!.Site.Name;

    protected Guid CallerId => Visitor.PersonId;

    protected CancellationToken Ct => Visitor.Http.RequestAborted;

    protected sealed override async Task LoadAsync()
    {
        if (!(await Overviews.OpenAsync(CallerId, SiteCode, Ct)).IsDone(out var opened, out _)) { NotFound(); return; }
        if (!opened.Rights.Overlaps(Whose)) { Refuse(AdministrationRefusals.Forbidden); return; }
        Opened = opened;
        await OpenedAsync();
    }

    /// <summary>Reads the rest; the site is known.</summary>
    protected virtual Task OpenedAsync() => Task.CompletedTask;

    protected void Refuse(Refusal why)
    {
        Why = why;
        Visitor.Http.Response.StatusCode = HttpRefusals.StatusOf(why);
    }

    /// <summary>Done: goes on. A "no": the form again, with the words on top and what was typed in it.</summary>
    protected void Go<T>(Outcome<T> outcome, string onTo)
    {
        if (outcome.IsDone(out _, out var why)) { Navigation.NavigateTo(onTo); } else { Refuse(why); }
    }

    /// <summary>The key of the form that was sent.</summary>
    protected Storage.CommandKey Key => Posted.KeyOf(Visitor.Http, Visitor.Http.Request.Form, CallerId);
}
