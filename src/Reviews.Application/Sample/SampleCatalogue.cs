using Reviews.Application.Failures;
using Reviews.Application.Films.Import;
using Reviews.Application.ReadModel;
using Reviews.Application.Site;
using Reviews.Contracts.Platform;
using Reviews.Domain.Catalogue;
using Spectre.Console;

namespace Reviews.Application.Sample;

/// <summary>Fills an empty store with the sample catalogue before the site opens, and completes what an earlier start could not.</summary>
internal sealed partial class SampleCatalogue(
    SampleOptions options, FilmIndex index, CatalogueImport import, SampleReaders readers, ImportBar bar, IGrainFactory grains,
    IAnsiConsole console, TimeProvider time,
    ILogger<SampleCatalogue> logger)
    : IHostedService
{
    /// <summary>The film that is published last: if it is there, so is the whole sample.</summary>
    private const string Seal = "never-let-me-go-2010";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "sample");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Catalogue) return;
        if (!index.HasAllShards)
        {
            // The feed has been waited for. A site without its sample is better than one that does not open.
            console.Say("Part of the catalogue's store is not answering; the sample will follow at the next start.");
            return;
        }

        if (index.Find(Seal) is not null)
        {
            await FinishReadersAsync(cancellationToken);
            return;
        }

        var sample = await ReadAsync(cancellationToken);
        if (!HoldsNothingElse(sample)) return;

        // Only one of the nodes that start together needs to do it. What it leaves undone, the next start finishes.
        var turn = grains.GetGrain<IOneTimeTokenGrain>("sample-import");
        var node = Guid.NewGuid();
        if (!await turn.HoldAsync(await turn.OpenAsync(), node))
        {
            console.Say("Another node is importing the sample catalogue.");
            return;
        }

        try
        {
            await ImportAsync(sample, cancellationToken);
            await turn.ReturnAsync(node);   // else it is free again after a minute
        }
        catch (Exception exception) when (ExceptionStatus.Of(exception).Status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnfinished(exception);
            console.Say("The store did not accept all of the sample catalogue; the rest will follow at the next start.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether the whole sample is here, and no other film.</summary>
    public async Task<bool> IsTheSampleAsync(CancellationToken ct) =>
        await index.FindAsync(Seal, ct) is not null && HoldsNothingElse(await ReadAsync(ct));

    /// <summary>Only if a start was cut short between the films and them.</summary>
    private async Task FinishReadersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await readers.FinishAsync(cancellationToken);
        }
        catch (Exception exception) when (ExceptionStatus.Of(exception).Status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnfinished(exception);
        }
    }

    private async Task ImportAsync(CleanCatalogue sample, CancellationToken cancellationToken)
    {
        var body = sample with { Films = [.. sample.Films.Where(film => film.Slug != Seal)] };
        var report = await bar.ShowAsync(
            "Importing the sample catalogue", body.Films.Count, progress => import.RunAsync(body, false, progress, cancellationToken));
        var seal = sample with { Films = [.. sample.Films.Where(film => film.Slug == Seal)] };
        await readers.BeginAsync();
        await import.RunAsync(seal, dryRun: false, null, cancellationToken);
        await readers.FinishAsync(cancellationToken);
        Tell(report, sample.Films.Count);
    }

    /// <summary>The sample with our supplement over it.</summary>
    private async Task<CleanCatalogue> ReadAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var sample = CatalogueCleaner.Clean(await RowsAsync("movies.json", ct), today);
        var supplement = CatalogueCleaner.Clean(await RowsAsync("supplement.json", ct), today);
        return sample with { Films = CatalogueSupplement.Merge(sample.Films, supplement.Films) };
    }

    private async Task<IReadOnlyList<RawFilm>> RowsAsync(string name, CancellationToken ct)
    {
        var path = Path.Combine(Folder, name);
        if (!File.Exists(path))
        {
            console.Say($"The sample file {name} was missing when the program was built; continuing without it.");
            return [];
        }

        await using var file = File.OpenRead(path);
        return await ImportRows.FromJsonAsync(file, ct);
    }

    /// <summary>
    /// True for an empty store, and for one in which an import of the sample stopped halfway; false where there are other films.
    /// </summary>
    private bool HoldsNothingElse(CleanCatalogue sample)
    {
        var identities = sample.Films.Select(film => film.Identity).ToHashSet(StringComparer.Ordinal);
        return index.All.All(film => film.Details is { } details && identities.Contains(details.Identity));
    }

    private void Tell(ImportReport report, int films)
    {
        foreach (var refusal in report.Refused)
        {
            console.Say($"  row {refusal.Row} refused ({refusal.Title ?? "no title"}): {refusal.Reason}");
        }

        console.Say(
            $"The sample catalogue is in: {films} films, {report.Refused.Count} rows refused, {report.Notes.Count} values corrected or "
                + "left out.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sample catalogue is incomplete.")]
    private partial void LogUnfinished(Exception exception);
}
