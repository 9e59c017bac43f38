using Microsoft.AspNetCore.SignalR;

namespace Reviews.Api.Live;

/// <summary>Gives the hub each connection's own writer: <see cref="IHubContext{THub}"/> offers no way to serialize a message once and yet
/// await each connection's write of it.</summary>
internal sealed class LiveLifetime(ILogger<DefaultHubLifetimeManager<RatingsHub>> log) : DefaultHubLifetimeManager<RatingsHub>(log)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Features.Set<IMessageSink>(new HubSink(connection));
        return base.OnConnectedAsync(connection);
    }
}
