using Microsoft.Extensions.Logging;

namespace Reviews.Telemetry.Logs;

/// <summary>Decides whether two log entries report the same failure: the logger, the event, and the root cause.</summary>
/// <param name="Category">The logger's category.</param>
/// <param name="EventId">The event's number within it.</param>
/// <param name="Cause">The innermost exception's type and the first line of its message. The outer ones name who was affected.</param>
internal sealed record FailureKind(string Category, int EventId, string Cause)
{
    /// <summary>The event as the console writes it.</summary>
    public string Event => $"{Category}[{EventId}]";

    public static FailureKind Of(string category, EventId id, Exception failure)
    {
        var cause = failure;
        while (cause.InnerException is { } inner) cause = inner;
        return new FailureKind(category, id.Id, $"{cause.GetType().FullName}: {FirstLine(cause.Message)}");
    }

    private static string FirstLine(string message) => message.IndexOfAny(['\r', '\n']) is >= 0 and var end ? message[..end] : message;
}
