namespace Reviews.Api.Live;

/// <summary>
/// One connection that watches one film. Guarded by the connection's slot, except for <see cref="Sent"/>, which its one sender owns.
/// </summary>
internal sealed class Watch(LiveConnection connection, TopicRow row, long sent)
{
    public LiveConnection Connection => connection;

    public TopicRow Row => row;

    /// <summary>The version that the client has, at least; lower or equal ones are not sent.</summary>
    public long Sent { get; set; } = sent;

    /// <summary>Where it stands in <see cref="TopicRow.Watches"/>.</summary>
    public int Place { get; set; }

    /// <summary>Marked to be sent; a film is marked once, however often it changes.</summary>
    public bool Pending { get; set; }

    /// <summary>No longer wanted.</summary>
    public volatile bool Ended;
}
