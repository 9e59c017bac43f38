using Microsoft.Extensions.Options;
using Orleans.Journaling;

namespace Grains.Tests.Fixtures;

/// <summary>Journals that outlive the silos of a test.</summary>
internal sealed class TestStore : IDisposable
{
    public VolatileJournalStorageProvider Journals { get; } = new(Options.Create(new JournaledStateManagerOptions { JournalFormatKey = "orleans-binary" }));

    public void Dispose()
    {
    }
}
