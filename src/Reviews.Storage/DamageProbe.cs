using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Orleans.Providers;
using Reviews.Storage.Journals;
using Reviews.Storage.Records;

namespace Reviews.Storage;

/// <summary>
/// Looks whether what was damaged can be read again, without waking its grain: an activation that fails says so in some seventy lines of
/// log.
/// </summary>
/// <param name="services">The store's.</param>
public sealed class DamageProbe(IServiceProvider services)
{
    /// <exception cref="CorruptRecordException">It still is damaged.</exception>
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
