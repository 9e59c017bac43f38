using Microsoft.Extensions.Logging;

namespace Reviews.Telemetry.Logs;

/// <summary>What makes two log entries tell of one failure: who logs, which event, and what the failure began with.</summary>
/// <param name="Category">The logger's category.</param>
/// <param name="EventId">The event's number in it.</param>
/// <param name="Cause">The innermost exception's type and the first line of its message. Those around it name whom it met.</param>
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
