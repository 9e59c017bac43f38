using System.Text.Json;

namespace Reviews.Application.Sample;

/// <summary>What sample readers write, from the file that ships with the program: our own words, about films in the sample.</summary>
internal sealed class SampleReviews
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "sample", "reviews.json");

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<SampleReview> All { get; } = Read();

    /// <summary>Those of one reader.</summary>
    public IEnumerable<SampleReview> By(string reader) => All.Where(review => review.Reader == reader);

    private static SampleReview[] Read() =>
        System.IO.File.Exists(File) ? JsonSerializer.Deserialize<SampleReview[]>(
            System.IO.File.ReadAllBytes(File), JsonSerializerOptions.Web)! : [];
}

/// <summary>A review of the sample.</summary>
/// <param name="Reader">The sample reader's name.</param>
/// <param name="Film">The film's slug.</param>
/// <param name="HalfStars">The vote that goes with it, 1 to 10.</param>
/// <param name="Title">The headline.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Spoilers">Whether it contains spoilers.</param>
internal sealed record SampleReview(string Reader, string Film, byte HalfStars, string Title, string Body, bool Spoilers = false);
