namespace Reviews.Testing;

/// <summary>
/// A shared fixture. One that can't start fails its tests, not the runner: the first test that needs it reports why, the others only name
/// the fixture.
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
            _failure = failure;   // reported by the first test that asks, or at the end
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
        if (_failure is not null && _askers == 0) throw Failed(_failure);
    }

    /// <summary>Starts it; whatever was started before a failure is stopped by <see cref="StopAsync"/>.</summary>
    protected abstract Task StartAsync();

    /// <summary>Stops whatever was started, even if only part of it was.</summary>
    protected abstract Task StopAsync();

    /// <summary>A part of it created at startup.</summary>
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
