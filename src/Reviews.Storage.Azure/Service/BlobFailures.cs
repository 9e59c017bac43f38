using Azure;
using Azure.Storage.Blobs.Models;
using Orleans.Storage;

namespace Reviews.Storage.Azure.Service;

/// <summary>Sorts what the client of the service throws.</summary>
internal static class BlobFailures
{
    /// <summary>
    /// What the service refused, also when Orleans' provider says so; <see cref="Refusal.None"/> when it was no refusal but a failure.
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
        // A container that is gone is a failure: to say that nothing is stored would be wrong.
        (404, var code) when code == BlobErrorCode.BlobNotFound => Refusal.Missing,
        (409, var code) when code == BlobErrorCode.BlobAlreadyExists => Refusal.Unmet,
        (412, var code) when code == BlobErrorCode.ConditionNotMet || code == BlobErrorCode.TargetConditionNotMet
                             || code == BlobErrorCode.AppendPositionConditionNotMet => Refusal.Unmet,
        (416, _) => Refusal.PastEnd,
        _ => Refusal.None,
    };
}
