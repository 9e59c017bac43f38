using System.Buffers;
using System.Text;
using Orleans.Journaling;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Contract;

/// <summary>What every store guarantees, whatever it is kept on.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private const string State = "profile";

    private static readonly GrainId Ada = GrainId.Create("quota", "ada");
    private static readonly JournalId Heat = new("film/heat");

    private StoreUnderTest? _store;

    private StoreUnderTest Store => _store ?? throw new InvalidOperationException("The store is made before the test.");

    public async ValueTask InitializeAsync() => _store = await MakeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes an empty store.</summary>
    private protected abstract Task<StoreUnderTest> MakeAsync();

    private static GrainState<Note> Of(string text) => new() { State = new Note { Text = text } };

    private static async Task<GrainState<Note>> ReadAsync(TestStore store, GrainId? grain = null, string state = State)
    {
        var read = new GrainState<Note>();
        await store.Records.ReadStateAsync(state, grain ?? Ada, read);
        return read;
    }

    private static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static ValueTask AppendAsync(IJournalStorage journal, string text) =>
        journal.AppendAsync(Bytes(text), TestContext.Current.CancellationToken);

    /// <summary>A journal as seen by an activation that has just read it.</summary>
    private static async Task<IJournalStorage> WakeAsync(TestStore store, JournalId? id = null)
    {
        var journal = store.Journals.CreateStorage(id ?? Heat);
        await journal.ReadAsync(new Collector(), TestContext.Current.CancellationToken);
        return journal;
    }

    /// <summary>All that a journal holds.</summary>
    private static async Task<byte[]> ReadBytesAsync(TestStore store, JournalId? id = null)
    {
        var all = new Collector();
        await store.Journals.CreateStorage(id ?? Heat).ReadAsync(all, TestContext.Current.CancellationToken);
        return all.ToArray();
    }

    private static async Task<string> ReadTextAsync(TestStore store, JournalId? id = null) =>
        Encoding.UTF8.GetString(await ReadBytesAsync(store, id));

    /// <summary>Takes a journal's bytes as they come.</summary>
    private sealed class Collector : IJournalStorageConsumer
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();

        public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

        public void Read(JournalBufferReader buffer, IJournalMetadata? metadata)
        {
            var length = buffer.Length;
            if (length == 0) return;
            buffer.Read(_bytes.GetSpan(length)[..length]);
            _bytes.Advance(length);
        }
    }
}
