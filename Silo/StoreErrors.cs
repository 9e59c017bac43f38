using System.Data.Common;
using Reviews.Storage;

namespace Reviews.Silo;

/// <summary>Tells the store's failures from others, for hosts that do not know the store.</summary>
public static class StoreErrors
{
    /// <summary>Whether the store could not do what it was asked; a write may have taken effect.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is StoreBusyException or CorruptRecordException or StoreOpenException or DbException or IOException;

    /// <summary>Why the store can't be opened, in one sentence for whoever starts the process; null when that is not what went wrong.</summary>
    public static string? StartRefusal(Exception exception) => exception switch
    {
        StoreOpenException refused => refused.Message,
        AggregateException many => many.InnerExceptions.Select(StartRefusal).FirstOrDefault(sentence => sentence is not null),
        { InnerException: { } cause } => StartRefusal(cause),
        _ => null,
    };
}
