namespace Reviews.Domain.Data;

/// <summary>The generated lists next to this file.</summary>
internal static class DataLines
{
    /// <summary>The lines of a list, without those that begin with <c>#</c>.</summary>
    public static IEnumerable<string> Of(string list)
    {
        using var stream = typeof(DataLines).Assembly.GetManifestResourceStream(list)
            ?? throw new InvalidOperationException($"'{list}' was not built in.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#')) yield return line;
        }
    }
}
