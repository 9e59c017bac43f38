using System.Diagnostics;
using System.Net;

namespace Reviews.Testing;

/// <summary>The exceptions a read throws when its subject is not there yet.</summary>
internal static class NotYet
{
    /// <summary>
    /// Not found, or empty: a property, an entry, a file, a 404 or 503 or a timeout, an address where nobody is listening yet. Also null
    /// and empty sequences, but only when thrown by the test's own code: thrown by the code under test, they are bugs that a wait must not
    /// hide.
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
