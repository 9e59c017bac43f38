using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace Reviews.Storage.Azure.Service;

/// <summary>Sorts what the client of the service throws.</summary>
internal static class BlobFailures
{
    /// <summary>What the service refused; <see cref="Refusal.None"/> when it was no refusal but a failure.</summary>
    public static Refusal RefusalOf(RequestFailedException exception) => (exception.Status, (BlobErrorCode)(exception.ErrorCode ?? "")) switch
    {
        // A container that is gone is a failure: to say that nothing is stored would be wrong.
        (404, var code) when code == BlobErrorCode.BlobNotFound => Refusal.Missing,
        (409, var code) when code == BlobErrorCode.BlobAlreadyExists => Refusal.Unmet,
        (412, var code) when code == BlobErrorCode.ConditionNotMet || code == BlobErrorCode.TargetConditionNotMet
                             || code == BlobErrorCode.AppendPositionConditionNotMet => Refusal.Unmet,
        (416, _) => Refusal.PastEnd,
        _ => Refusal.None,
    };

    public static bool Is(RequestFailedException exception, BlobErrorCode code) => exception.ErrorCode == code.ToString();

    /// <summary>The reason in a few words: the client's own messages are pages, with every header.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } refused => $"{refused.Status} {refused.ErrorCode}".TrimEnd(),
        AggregateException { InnerExceptions: [.., var last] } => Reason(last),
        RequestFailedException { InnerException: { } inner } => Reason(inner),
        AuthenticationFailedException => "no credential was found for the managed identity",
        _ => exception.Message.Split('\n')[0].TrimEnd('\r', '.'),
    };
}
