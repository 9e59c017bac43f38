namespace Reviews.Testing;

/// <summary>
/// What tests share. One that can't start fails its tests, not the runner: the first test that needs it says why, and each of the others
/// only whose fault it is.
/// </summary>
public abstract class Fixture : IAsyncLifetime
{
    private Exception? _failure;
    private int _askers;

    private string Name => GetType().Name;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch (Exception failure)
        {
            _failure = failure;   // told by the first test that asks, or at the end
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
        if (_failure is not null && _askers == 0) throw Failed(_failure);
    }

    /// <summary>Starts it; what was begun before a failure is ended by <see cref="StopAsync"/>.</summary>
    protected abstract Task StartAsync();

    /// <summary>Ends what was started, also where only some of it was.</summary>
    protected abstract Task StopAsync();

    /// <summary>A part of it that the start made.</summary>
    protected T Started<T>(T? part)
        where T : class
    {
        if (_failure is null) return part ?? throw new InvalidOperationException($"The fixture {Name} is not started.");
        throw Interlocked.Increment(ref _askers) == 1
            ? Failed(_failure)
            : new InvalidOperationException($"The fixture {Name} did not start; the first test that asked for it says why.");
    }

    private InvalidOperationException Failed(Exception failure) => new($"The fixture {Name} did not start: {failure.Message}", failure);
}
