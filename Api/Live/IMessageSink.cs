using Microsoft.AspNetCore.SignalR;

namespace Reviews.Api.Live;

/// <summary>Where one connection's messages go.</summary>
internal interface IMessageSink
{
    /// <summary>The connection's id.</summary>
    string Id { get; }

    /// <summary>Completes when the transport has room again; that single call in flight is the connection's backpressure.</summary>
    ValueTask WriteAsync(SerializedHubMessage message);

    /// <summary>Closes the connection now, even while a write is stuck.</summary>
    void Abort();
}
