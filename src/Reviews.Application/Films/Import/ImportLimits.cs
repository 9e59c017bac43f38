namespace Reviews.Application.Films.Import;

/// <summary>How large an import may be, and how hard it works.</summary>
internal static class ImportLimits
{
    /// <summary>Most rows: 100,000, thirty times the sample.</summary>
    public const int MaxRows = 100_000;

    /// <summary>Most bytes of one line of CSV: 64 KiB.</summary>
    public const int MaxLineBytes = 64 * 1024;

    /// <summary>Most films of one title and year: 50.</summary>
    public const int MaxNamesakes = 50;

    /// <summary>What is said of one film more.</summary>
    public static readonly string TooManyNamesakes = $"There are already {MaxNamesakes} films with that title and year.";

    /// <summary>Films published at a time: enough for the store to write them in groups, few enough to leave room for readers.</summary>
    public const int Parallel = 64;
}
