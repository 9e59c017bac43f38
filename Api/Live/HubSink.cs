using Microsoft.AspNetCore.SignalR;

namespace Reviews.Api.Live;

/// <summary>A hub connection's own writer.</summary>
internal sealed class HubSink(HubConnectionContext connection) : IMessageSink
{
    public string Id => connection.ConnectionId;

    public ValueTask WriteAsync(SerializedHubMessage message) => connection.WriteAsync(message, CancellationToken.None);

    public void Abort()
    {
        connection.Abort();
        // The hub says goodbye before it closes, and a client that reads nothing never receives that message: end the underlying request.
        connection.GetHttpContext()?.Abort();
    }
}
