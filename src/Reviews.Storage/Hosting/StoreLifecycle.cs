using Microsoft.Extensions.Options;
using Orleans.Journaling;

namespace Reviews.Storage.Hosting;

/// <summary>Opens the store before the first grain activates and closes it after the last has written.</summary>
internal sealed class StoreLifecycle(IStore store, IOptions<JournaledStateManagerOptions> journaling)
    : IOpenableStore, ILifecycleParticipant<ISiloLifecycle>
{
    private bool _open;

    public string? Id => store.Id;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(StoreLifecycle), ServiceLifecycleStage.RuntimeInitialize, OnStart, _ => store.DisposeAsync().AsTask());

    public void Open()
    {
        if (_open) return;

        // Writes in another format would be accepted and acknowledged, but could not be read back.
        if (journaling.Value.JournalFormatKey != StoreFormat.Journals)
            throw new StoreOpenException(
                $"Journals are stored as '{StoreFormat.Journals}' only, but this host is set to write "
                    + $"'{journaling.Value.JournalFormatKey}'.");
        store.Open();
        _open = true;
    }

    private Task OnStart(CancellationToken cancellationToken)
    {
        Open();
        return Task.CompletedTask;
    }
}
