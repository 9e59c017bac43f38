namespace Reviews.Testing;

/// <summary>Where the built programs are.</summary>
internal static class Repository
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    public static string Root { get; } = FindRoot();

    /// <summary>A built program of this configuration, such as <c>Api</c> and <c>Reviews.Api.dll</c>.</summary>
    public static string Program(string project, string file) => Path.Combine(Root, project, "bin", Configuration, "net10.0", file);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrleansReviews.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run from within the repository.");
    }
}
