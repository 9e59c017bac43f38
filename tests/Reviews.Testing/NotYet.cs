using System.Diagnostics;
using System.Net;

namespace Reviews.Testing;

/// <summary>What a reading throws where what it reads is not there yet.</summary>
internal static class NotYet
{
    /// <summary>
    /// Not found, or empty: a property, an entry, a file, an answer 404 or 503 or none in time, an address
    /// where nobody listens yet. Also null and an empty sequence, but only
    /// where the test itself looked: thrown by what is tested, it is a bug that a wait must not hide.
    /// </summary>
    public static bool Is(Exception failure) => failure switch
    {
        KeyNotFoundException or FileNotFoundException or DirectoryNotFoundException => true,
        HttpRequestException answer => answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable
            || answer.HttpRequestError == HttpRequestError.ConnectionError,
        TaskCanceledException { InnerException: TimeoutException } => true,
        NullReferenceException or IndexOutOfRangeException or ArgumentOutOfRangeException => IsOfTheTest(failure),
        _ => failure.GetType() == typeof(InvalidOperationException) && IsOfTheTest(failure),
    };

    private static bool IsOfTheTest(Exception failure) =>
        !new StackTrace(failure).GetFrames().Any(frame => IsTested(frame.GetMethod()?.Module.Assembly.GetName().Name ?? ""));

    /// <summary>A grain's exception comes back through Orleans.</summary>
    private static bool IsTested(string assembly) =>
        assembly.StartsWith("Orleans", StringComparison.Ordinal)
        || (assembly.StartsWith("Reviews.", StringComparison.Ordinal) && assembly != typeof(NotYet).Assembly.GetName().Name);
}
