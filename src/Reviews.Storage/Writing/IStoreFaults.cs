using System.Data.Common;

namespace Reviews.Storage.Writing;

/// <summary>The points at which tests make the store fail, hang or die. Otherwise nothing happens there.</summary>
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

    /// <summary>All rows have been changed, nothing is durable yet.</summary>
    void OnCommitting(IReadOnlyList<StoreWrite> group)
    {
    }

    /// <summary>The group is durable, no caller has been answered yet.</summary>
    void OnCommitted(IReadOnlyList<StoreWrite> group)
    {
    }

    /// <summary>A journal or record is about to be read.</summary>
    void OnRead(string subject)
    {
    }
}

/// <summary>No faults: used outside tests.</summary>
internal sealed class NoFaults : IStoreFaults;
