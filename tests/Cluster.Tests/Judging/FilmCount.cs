using System.Text.Json;

namespace Cluster.Tests.Judging;

/// <summary>The votes of a film, as somebody counts them: ten numbers, <c>[i]</c> those of (i+1)/2 stars.</summary>
internal sealed record FilmCount(string By, IReadOnlyList<int> Histogram)
{
    public static FilmCount Of(string by, JsonElement rating) =>
        new(by, [.. rating.GetProperty("histogram").EnumerateArray().Select(bar => bar.GetInt32())]);

    public static FilmCount Of(string by, IEnumerable<double> stars)
    {
        var histogram = new int[10];
        foreach (var vote in stars) histogram[(int)(vote * 2) - 1]++;
        return new FilmCount(by, histogram);
    }

    public bool Agrees(FilmCount other) => Histogram.SequenceEqual(other.Histogram);

    public override string ToString() => $"{By} {string.Join(' ', Histogram)}";
}
