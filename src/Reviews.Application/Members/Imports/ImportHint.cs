using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Imports;

/// <summary>What would help with a file in which nothing could be used.</summary>
internal static class ImportHint
{
    /// <summary>The hint for MovieLens' file without titles.</summary>
    public const string TitlesMissing =
        "MovieLens' ratings.csv has only its own film numbers. Add the 'title' column from its movies.csv next to each movieId, and "
            + "send the file again.";

    /// <summary>The hint; null when there is none to give.</summary>
    public static string? Of(ImportSource source, ImportReading reading) =>
        source == ImportSource.MovieLens && reading.Rows > 0 && reading.Refused == reading.Rows
            && reading.Troubles.All(trouble => trouble.Title is null)
            ? TitlesMissing
            : null;
}
