using Microsoft.AspNetCore.Components;

namespace TimeBank.Api.Layout;

/// <summary>Every page and part of one: drawn once, when all of it has been read. A component of the framework's own is drawn too while it waits for its first answer,
/// when some of its fields are set and others are not.</summary>
public abstract class DrawnWhole : ComponentBase
{
    private bool _isLoaded;
    private bool _isNothing;

    [Inject] private NavigationManager Addresses { get; set; } = null!;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!_isLoaded)
        {
            _isLoaded = true;
            await LoadAsync();
        }

        if (!_isNothing) { await base.SetParametersAsync(ParameterView.Empty); }
    }

    /// <summary>Reads what the page shows.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>There is nothing at this address: another page says so, and this one is not drawn beside it.</summary>
    protected void NotFound()
    {
        _isNothing = true;
        Addresses.NotFound();
    }
}
