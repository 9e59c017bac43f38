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

    public VolatileJournals(TimeProvider? time = null)
    {
        var builder = new SiloBuilder();
        builder.Services.AddSerializer().AddLogging().AddKeyedSingleton("Orleans.Journaling", time ?? TimeProvider.System);
        builder.AddJournalStorage("Default", _ => this);
        builder.Services.Configure<JournaledStateManagerOptions>(options => options.JournalFormatKey = "orleans-binary");
        _services = builder.Services.BuildServiceProvider();
        _inner = new VolatileJournalStorageProvider(
            _services.GetRequiredService<Microsoft.Extensions.Options.IOptions<JournaledStateManagerOptions>>());
    }

    /// <summary>Whether the next write is a snapshot of everything.</summary>
    public bool CompactNext { get; set; }

    /// <summary>Writes as they were asked for, each "append" or "replace".</summary>
    public List<string> Writes { get; } = [];

    /// <summary>What stands before a write is stored, and is given its bytes.</summary>
    public Func<ReadOnlySequence<byte>, Task> BeforeWrite { get; set; } = _ => Task.CompletedTask;

    /// <summary>Fails the next reading of a journal.</summary>
    public Exception? Unreadable { get; set; }

    public IServiceProvider Services => _services;

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

        public ValueTask ReadAsync(IJournalStorageConsumer consumer, CancellationToken cancellationToken)
        {
            if (owner.Unreadable is not { } unreadable) return inner.ReadAsync(consumer, cancellationToken);
            owner.Unreadable = null;
            return ValueTask.FromException(unreadable);
        }

        public async ValueTask ReplaceAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken)
        {
            owner.Writes.Add("replace");
            await owner.BeforeWrite(value);
            await inner.ReplaceAsync(value, cancellationToken);
        }

        public async ValueTask AppendAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken)
        {
            owner.Writes.Add("append");
            await owner.BeforeWrite(value);
            await inner.AppendAsync(value, cancellationToken);
        }

        public ValueTask DeleteAsync(CancellationToken cancellationToken) => inner.DeleteAsync(cancellationToken);
    }

    private sealed class SiloBuilder : ISiloBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public Microsoft.Extensions.Configuration.IConfiguration Configuration { get; } =
            new Microsoft.Extensions.Configuration.ConfigurationManager();
    }
}
