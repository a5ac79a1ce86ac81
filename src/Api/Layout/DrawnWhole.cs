using Microsoft.AspNetCore.Components;

namespace TimeBank.Api.Layout;

/// <summary>Every page and part of one: drawn once, when all of it has been read. A component of the framework's own is drawn too while it waits for its first answer,
/// when some of its fields are set and others are not.</summary>
public abstract class DrawnWhole : ComponentBase, IDisposable
{
    private bool _isLoaded;
    private bool _isGone;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!_isLoaded)
        {
            _isLoaded = true;
            await LoadAsync();
        }

        if (!_isGone) { await base.SetParametersAsync(ParameterView.Empty); }
    }

    /// <summary>What was not found while it was read has been put away for the page that says so.</summary>
    public void Dispose()
    {
        _isGone = true;
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the page shows.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;
}
