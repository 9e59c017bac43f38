using Azure;
using Azure.Storage.Blobs.Models;
using Orleans.Storage;

namespace Reviews.Storage.Azure.Service;

/// <summary>Classifies what the service's client throws.</summary>
internal static class BlobFailures
{
    /// <summary>
    /// What the service refused, including when reported by Orleans' provider; <see cref="Refusal.None"/> if it was a failure rather than a
    /// refusal.
    /// </summary>
    public static Refusal RefusalOf(Exception exception) => exception switch
    {
        RequestFailedException failed => RefusalOf(failed),
        InconsistentStateException { InnerException: RequestFailedException failed } => RefusalOf(failed),
        _ => Refusal.None,
    };

    public static bool Is(RequestFailedException exception, BlobErrorCode code) => exception.ErrorCode == code.ToString();

    private static Refusal RefusalOf(RequestFailedException exception) =>
        (exception.Status, (BlobErrorCode)(exception.ErrorCode ?? "")) switch
    {
        // A missing container is a failure: reporting that nothing is stored would be wrong.
        (404, var code) when code == BlobErrorCode.BlobNotFound => Refusal.Missing,
        (409, var code) when code == BlobErrorCode.BlobAlreadyExists => Refusal.Unmet,
        (412, var code) when code == BlobErrorCode.ConditionNotMet || code == BlobErrorCode.TargetConditionNotMet
                             || code == BlobErrorCode.AppendPositionConditionNotMet => Refusal.Unmet,
        (416, _) => Refusal.PastEnd,
        _ => Refusal.None,
    };
}
