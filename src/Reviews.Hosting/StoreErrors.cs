using System.Data.Common;
using Reviews.Storage;

namespace Reviews.Hosting;

/// <summary>Distinguishes the store's failures from others, for hosts that don't know the store.</summary>
public static class StoreErrors
{
    /// <summary>The damage that an exception reports, itself or through an inner exception; null if none.</summary>
    internal static CorruptRecordException? DamageIn(Exception exception) => exception switch
    {
        CorruptRecordException corrupt => corrupt,
        { InnerException: { } inner } => DamageIn(inner),
        _ => null,
    };

    /// <summary>
    /// The name of what is damaged, such as <c>film/heat-1995</c>, if that is why the exception was thrown; otherwise null.
    /// </summary>
    public static string? DamagedName(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return DamageIn(exception)?.Record;
    }

    /// <summary>Whether the store could not do what was requested; a write may have taken effect.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is StoreBusyException or StoreFailureException or CorruptRecordException or StoreOpenException or DbException
            or IOException;
}
