using Reviews.Application.Members;
using Reviews.Hosting;

namespace Reviews.Application.Failures;

/// <summary>What an exception means to the caller.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Expected">True when it is about the store, the cluster or the request; false when it is a bug.</param>
internal readonly record struct ExceptionStatus(int Status, bool Expected)
{
    public static ExceptionStatus Of(Exception exception) => exception switch
    {
        BadHttpRequestException request => new(request.StatusCode, true),
        AccountChangedException => new(StatusCodes.Status409Conflict, true),
        _ when StoreErrors.DamagedName(exception) is not null => new(StatusCodes.Status503ServiceUnavailable, true),
        _ when IsUnavailable(exception) => new(StatusCodes.Status503ServiceUnavailable, true),
        _ => new(StatusCodes.Status500InternalServerError, false),
    };

    /// <summary>Orleans passes a grain's exception on as it was thrown, so the store's exceptions arrive here unchanged.</summary>
    private static bool IsUnavailable(Exception exception) =>
        exception is TimeoutException or OrleansException || StoreErrors.IsFailure(exception)
        || (exception is AggregateException many && many.InnerExceptions.All(IsUnavailable));
}
