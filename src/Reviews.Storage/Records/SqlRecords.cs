using System.Globalization;
using System.Runtime.CompilerServices;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Records;

/// <summary>
/// State records in a table, written through the same writer as the journals. Their ETag is a number that only increases.
/// </summary>
internal sealed class SqlRecords(Store store) : IRecordStore
{
    /// <summary>Names fetched at a time.</summary>
    private const int PageSize = 1_000;

    public async Task<StoredRecord?> ReadAsync(GrainId grain, string state)
    {
        using var abandon = new CancellationTokenSource();
        try
        {
            var row = await store.Reader.ReadRecordAsync(grain.ToString(), state, abandon.Token)
                .WaitAsync(store.Options.OperationTimeout, store.Time);
            store.Incarnations.Admit(row.Incarnation, $"{grain}#{state}");
            return row.ETag is { } number ? new StoredRecord(
                new RecordETag(number, row.Incarnation).ToString(), row.Data is { } data ? new BinaryData(data) : null) : null;
        }
        catch (TimeoutException late)
        {
            await abandon.CancelAsync();
            throw new TimeoutException($"The store did not read '{grain}' within {store.Options.OperationTimeout}.", late);
        }
    }

    public async Task<string?> WriteAsync(GrainId grain, string state, string? expected, byte[]? data)
    {
        var owner = grain.ToString();
        var known = expected is null ? null : RecordETag.Parse(expected);
        var checksum = Checksums.Of(data, Checksums.Record(owner, state, (known?.Number ?? 0) + 1));
        var incarnation = known?.Incarnation ?? store.Incarnations.Current;
        var write = new WriteRecord(grain.Type.ToString()!, owner, state, incarnation, known?.Number, checksum, data);
        var result = await store.Writer.WriteAsync(write);
        return result.Applied ? new RecordETag(write.Next, incarnation).ToString() : null;
    }

    public async IAsyncEnumerable<(GrainId Grain, string State)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = new RecordName("", ""); ;)
        {
            var page = await store.Reader.ListRecordsAsync(after, PageSize, cancellationToken);
            foreach (var name in page) yield return (GrainId.Parse(name.Grain, CultureInfo.InvariantCulture), name.State);
            if (page.Count < PageSize) yield break;
            after = page[^1];
        }
    }
}
