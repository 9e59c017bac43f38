using Orleans.Journaling;
using Orleans.Providers;
using Orleans.Storage;
using Reviews.Grains.Audit;
using Reviews.Hosting.Settings;
using Reviews.Storage.Hosting;
using Reviews.Storage.Repair;

namespace Reviews.Migration;

/// <summary>One repair: finds what is damaged, reports what would be lost, and only then, if allowed, cuts it back and recounts.</summary>
internal sealed class RepairRun(SiloSettings settings, bool mayCut, TextWriter output)
{
    /// <returns>Whether the store is intact now, with nothing lost.</returns>
    /// <exception cref="Storage.StoreOpenException">The store can't be used, or something else is using it.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using (OpenStore.At(settings, readOnly: true))
        {
            // A store that does not exist is refused rather than created: its name was probably misspelt.
        }

        await using var store = OpenStore.At(settings, readOnly: !mayCut);
        var repair = new StoreRepair(store.Services);
        await output.WriteLineAsync("Reading every journal and record ...");
        var journals = await repair.FindJournalsAsync(cancellationToken).ToArrayAsync(cancellationToken);
        var records = await repair.FindRecordsAsync(cancellationToken).ToArrayAsync(cancellationToken);
        foreach (var journal in journals) await output.WriteLineAsync(RepairWords.Tell(journal));
        foreach (var record in records) await output.WriteLineAsync(RepairWords.Tell(record));
        var begun = await repair.FindUnfinishedAsync();
        if (begun is not null)
            await output.WriteLineAsync($"A repair was started but not finished; it was repairing {begun.Count} journals and records.");
        else if (journals.Length + records.Length == 0)
            return await CountWholeAsync(store.Services, cancellationToken);
        if (!mayCut)
            return await SayAsync(
                $"{journals.Length} journals and {records.Length} records are damaged; nothing has been changed. Repair them with --yes.",
                false);

        string[] cut = [.. (begun ?? []).Union(journals.Select(journal => journal.Journal)).Union(records.Select(record => record.Grain))];
        await repair.BeginAsync(cut);
        foreach (var journal in journals) await repair.CutAsync(journal);
        foreach (var record in records) await repair.ClearAsync(record);
        var lost = await RefillAsync(store.Services, repair, cut, cancellationToken);
        var agrees = await RecountAsync(store.Services, cancellationToken);
        await repair.FinishAsync();
        return agrees && await SayAsync(lost ? "What is listed above is lost." : "As far as is known, nothing is lost.", !lost);
    }

    /// <summary>Even if everything can be read, something may be missing, in which case films and members have different counts.</summary>
    private async Task<bool> CountWholeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var wrong = await CountAsync(services, cancellationToken);
        foreach (var film in wrong) await output.WriteLineAsync(DoesNotAgree(film));
        return wrong.Count == 0
            ? await SayAsync("Nothing is damaged.", true)
            : await SayAsync(
                $"Nothing is damaged, but something is missing: {wrong.Count} films and their members have different counts. "
                + "Restore a backup that has it.",
                false);
    }

    private static string DoesNotAgree(string film) => $"{film}: its ballots and the members' lists have different counts.";

    /// <summary>Restores what others still know, and reports what nobody knows.</summary>
    /// <returns>Whether anything is lost.</returns>
    private async Task<bool> RefillAsync(IServiceProvider services, StoreRepair repair, string[] cut, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("Restoring what other journals and records still hold ...");
        var refill = new StoreRefill(GrainsOf(services), await repair.RaiseIncarnationAsync());
        await refill.RunAsync(cut, cancellationToken);
        var report = refill.Report;
        await output.WriteLineAsync(
            $"Films got {report.Ballots} votes from members' lists and {report.Texts} reviews and articles from their records, "
            + $"members {report.Votes} votes from films, lists {report.Films} films.");
        string[] losses = [.. report.Losses, .. cut.Select(RepairWords.Lost).OfType<string>()];
        foreach (var loss in losses) await output.WriteLineAsync(loss);
        return losses.Length > 0;
    }

    private static StoreGrains GrainsOf(IServiceProvider services) => new(
        services.GetRequiredService<IJournaledStateManagerFactory>(),
        services.GetRequiredService<IServiceScopeFactory>(),
        services.GetRequiredKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME),
        services.ListJournalsAsync,
        services.ListRecordsAsync);

    private async Task<bool> RecountAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("Recounting ...");
        var wrong = await CountAsync(services, cancellationToken);
        foreach (var film in wrong) await output.WriteLineAsync(DoesNotAgree(film));
        return await SayAsync(
            wrong.Count == 0
                ? "Done: every journal and record can be read, and every film has the same counts in both."
                : "Every journal and record can be read.", wrong.Count == 0);
    }

    private static async Task<IReadOnlyCollection<string>> CountAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var audit = await Audits.OfAsync(services, cancellationToken);
        return [.. audit.Films.Where(film => !film.Value.Agrees).Select(film => film.Key).Order(StringComparer.Ordinal)];
    }

    private async Task<bool> SayAsync(string line, bool whole)
    {
        await output.WriteLineAsync(line);
        return whole;
    }
}
