using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Orleans.Serialization;

namespace Grains.Tests.Fixtures;

/// <summary>Orleans' own journal managers over journals in memory, which ask for a snapshot when the test wants one.</summary>
internal sealed class VolatileJournals : IJournalStorageProvider
{
    private readonly VolatileJournalStorageProvider _inner;
    private readonly ServiceProvider _services;

    public VolatileJournals()
    {
        var builder = new SiloBuilder();
        builder.Services.AddSerializer().AddLogging().AddKeyedSingleton("Orleans.Journaling", TimeProvider.System);
        builder.AddJournalStorage("Default", _ => this);
        builder.Services.Configure<JournaledStateManagerOptions>(options => options.JournalFormatKey = "orleans-binary");
        _services = builder.Services.BuildServiceProvider();
        _inner = new VolatileJournalStorageProvider(_services.GetRequiredService<Microsoft.Extensions.Options.IOptions<JournaledStateManagerOptions>>());
    }

    /// <summary>Whether the next write is a snapshot of everything.</summary>
    public bool CompactNext { get; set; }

    public IJournaledStateManager Open(string journal, params (string Name, IStateMachine State)[] states)
    {
        var manager = _services.GetRequiredService<IJournaledStateManagerFactory>().CreateStandalone(new JournalId(journal));
        foreach (var (name, state) in states) manager.RegisterStateMachine(name, state);
        return manager;
    }

    public IJournalStorage CreateStorage(JournalId journalId) => new Journal(this, _inner.CreateStorage(journalId));

    private sealed class Journal(VolatileJournals owner, IJournalStorage inner) : IJournalStorage
    {
        public bool IsCompactionRequested => owner.CompactNext;

        public ValueTask ReadAsync(IJournalStorageConsumer consumer, CancellationToken cancellationToken) => inner.ReadAsync(consumer, cancellationToken);

        public ValueTask ReplaceAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken) => inner.ReplaceAsync(value, cancellationToken);

        public ValueTask AppendAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken) => inner.AppendAsync(value, cancellationToken);

        public ValueTask DeleteAsync(CancellationToken cancellationToken) => inner.DeleteAsync(cancellationToken);
    }

    private sealed class SiloBuilder : ISiloBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public Microsoft.Extensions.Configuration.IConfiguration Configuration { get; } = new Microsoft.Extensions.Configuration.ConfigurationManager();
    }
}
