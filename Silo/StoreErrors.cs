using System.Data.Common;
using Reviews.Storage;

namespace Reviews.Silo;

/// <summary>Tells the store's failures from others, for hosts that do not know the store.</summary>
public static class StoreErrors
{
    /// <summary>Whether the store could not do what it was asked; a write may have taken effect.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is StoreBusyException or CorruptRecordException or StoreOpenException or DbException or IOException;
}
