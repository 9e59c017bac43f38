using Azure;
using Azure.Identity;

namespace Reviews.Storage.Azure;

/// <summary>Turns what Azure's client libraries throw into readable reasons.</summary>
public static class AzureFailures
{
    /// <summary>The reason in a few words: the clients' own messages run to pages, with every header.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } refused => $"{refused.Status} {refused.ErrorCode}".TrimEnd(),
        AggregateException { InnerExceptions: [.., var last] } => Reason(last),
        RequestFailedException { InnerException: { } inner } => Reason(inner),
        AuthenticationFailedException => "no credential was found for the managed identity",
        null => throw new ArgumentNullException(nameof(exception)),
        _ => exception.Message.Split('\n')[0].TrimEnd('\r', '.'),
    };
}
