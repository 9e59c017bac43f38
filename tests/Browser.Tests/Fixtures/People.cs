namespace Browser.Tests.Fixtures;

/// <summary>Names that no other test uses.</summary>
internal static class People
{
    private static int _made;

    public static string NewEmail() => $"reader{Interlocked.Increment(ref _made)}@example.org";
}
