using System.Data.Common;

namespace Reviews.Storage.Writing;

/// <summary>The points at which tests let the store fail, hang or die. Nothing happens there otherwise.</summary>
internal interface IStoreFaults
{
    /// <summary>The writing connection is open.</summary>
    void OnConnected(DbConnection writer)
    {
    }

    /// <summary>One write is about to change its rows, inside the transaction.</summary>
    void OnWrite(StoreWrite write)
    {
    }

    /// <summary>All rows are changed, nothing is durable.</summary>
    void OnCommitting(IReadOnlyList<StoreWrite> group)
    {
    }

    /// <summary>The group is durable, nobody has been answered.</summary>
    void OnCommitted(IReadOnlyList<StoreWrite> group)
    {
    }

    /// <summary>A journal or record is about to be read.</summary>
    void OnRead(string subject)
    {
    }
}

/// <summary>No faults: what runs outside tests.</summary>
internal sealed class NoFaults : IStoreFaults;
