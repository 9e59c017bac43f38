using System.Globalization;
using Reviews.Application.Articles;
using Reviews.Application.Failures;
using Reviews.Application.Site;
using Reviews.Contracts.Articles;
using Reviews.Domain.Ratings;
using Spectre.Console;

namespace Reviews.Application.Sample;

/// <summary>
/// Publishes the articles written for the sample catalogue, once: if editors have saved anything, or the films are different, it changes
/// nothing.
/// </summary>
internal sealed partial class SampleArticles(
    SampleOptions options, SampleCatalogue catalogue, ArticlePublisher publisher, IGrainFactory grains, IAnsiConsole console,
        TimeProvider time,
    ILogger<SampleArticles> logger)
    : IHostedService
{
    /// <summary>Articles that are looked for in the directory: more than the sample has.</summary>
    private const int DirectoryPage = 50;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "sample", "articles");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Catalogue) return;
        try
        {
            var listed = await grains.GetGrain<IArticleDirectoryGrain>(0).ListAsync(1, DirectoryPage);
            var samples = Read();
            if (listed.Total >= samples.Count || listed.Items.Any(item => item.SavedBy != 0)) return;
            if (!await catalogue.IsTheSampleAsync(cancellationToken)) return;
            foreach (var (slug, text) in samples) await PublishAsync(slug, text);
            console.Say($"{samples.Count} articles imported, written for the sample catalogue.");
        }
        catch (Exception exception) when (ExceptionStatus.Of(exception).Status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnfinished(exception);
            console.Say("The store did not accept all of the sample articles; the rest will follow at the next start.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>As the first revision or not at all: an existing article may have been edited since.</summary>
    private async Task PublishAsync(string slug, ArticleText text)
    {
        var answer = await publisher.SaveAsync(slug, new SaveArticle(text, BaseRevision: 0, SavedBy: 0));
        if (answer.Outcome is not (SaveOutcome.Saved or SaveOutcome.Conflict))
            console.Say($"The sample article {slug} was not accepted: {answer.Reason ?? answer.Outcome.ToString()}");
    }

    /// <summary>The articles that ship with the program, each a text preceded by a few header lines.</summary>
    private List<(string Slug, ArticleText Text)> Read() => !Directory.Exists(Folder) ? [] : [.. Directory.EnumerateFiles(Folder, "*.md")
        .Order(StringComparer.Ordinal).Select(
            file => (Path.GetFileNameWithoutExtension(file), Parse(File.ReadAllText(file).ReplaceLineEndings("\n"))))];

    private ArticleText Parse(string file)
    {
        var end = file.IndexOf("\n\n", StringComparison.Ordinal);
        var facts = file[..end].Split('\n').Select(line => line.Split(": ", 2))
            .ToDictionary(fact => fact[0], fact => fact[1], StringComparer.Ordinal);
        var given = Stars.TryFromNumber(decimal.Parse(facts["stars"], CultureInfo.InvariantCulture), out var stars) ? stars.HalfStars : 0;
        return new ArticleText(
            facts["title"], facts["author"], facts["film"], (byte)given,
            facts["access"] == ArticleWords.Free ? ArticleAccess.Free : ArticleAccess.Subscribers,
            facts.ContainsKey("spoilers"), file[(end + 2)..].TrimEnd(),
            DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()).AddDays(
                -int.Parse(facts["days"], CultureInfo.InvariantCulture)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sample articles are incomplete.")]
    private partial void LogUnfinished(Exception exception);
}
