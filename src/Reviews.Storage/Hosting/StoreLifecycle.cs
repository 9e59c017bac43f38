using Microsoft.Extensions.Options;
using Orleans.Journaling;

namespace Reviews.Storage.Hosting;

/// <summary>Opens the store before the first grain wakes and closes it after the last has written.</summary>
internal sealed class StoreLifecycle(Store store, IOptions<JournaledStateManagerOptions> journaling) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(StoreLifecycle), ServiceLifecycleStage.RuntimeInitialize, OnStart, _ => store.DisposeAsync().AsTask());

    private Task OnStart(CancellationToken cancellationToken)
    {
        // Another format would be accepted and acknowledged, and could not be read back.
        if (journaling.Value.JournalFormatKey != StoreFormat.Journals)
            throw new StoreOpenException(
                $"Journals are stored as '{StoreFormat.Journals}' only, but this host is set to write '{journaling.Value.JournalFormatKey}'.");
        store.Open();
        return Task.CompletedTask;
    }
}
