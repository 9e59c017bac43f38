using BenchmarkDotNet.Attributes;
using Reviews.Domain.Titles;

namespace Reviews.Benchmarks;

/// <summary>What an imported title costs: its address, and its words for search.</summary>
[MemoryDiagnoser]
public class TitleBenchmarks
{
    [Params("Fargo", "Le Fabuleux Destin d'Amélie Poulain", "Солярис – Director's Cut: Ångström & Œuvre")]
    public string Title { get; set; } = "";

    [Benchmark]
    public string ToSlug() => Slug.Of(Title, 1996);

    [Benchmark]
    public int ToSearchWords() => SearchWords.Of(Title).Count;
}
