using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Orleans.Providers;
using Reviews.Storage.Journals;
using Reviews.Storage.Records;

namespace Reviews.Storage;

/// <summary>
/// Checks whether a damaged journal or record can be read again, without activating its grain: a failed activation logs some seventy lines.
/// </summary>
/// <param name="services">The store's services.</param>
public sealed class DamageProbe(IServiceProvider services)
{
    /// <exception cref="CorruptRecordException">It is still damaged.</exception>
    /// <param name="record">What is damaged, as <see cref="CorruptRecordException.Record"/> names it.</param>
    public async Task ReadAsync(string record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.LastIndexOf('#') is > 0 and var mark)
        {
            await services.GetRequiredService<IRecordStore>().ReadAsync(
                GrainId.Parse(record[..mark], CultureInfo.InvariantCulture), record[(mark + 1)..]);
            return;
        }

        var journals = services.GetRequiredKeyedService<IJournalStorageProvider>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);
        await journals.CreateStorage(new JournalId(record)).ReadAsync(NoConsumer.Instance, CancellationToken.None);
    }
}
