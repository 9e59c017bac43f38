using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Reviews.Api.Live;

namespace Live.Tests.Fixtures;

/// <summary>Lets a test look at the server's side of the connections.</summary>
internal sealed class Admissions : IHubFilter
{
    private readonly ConcurrentDictionary<string, LiveConnection> _connections = new();

    public IReadOnlyCollection<LiveConnection> All => [.. _connections.Values];

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        await next(context);
        _connections[context.Context.ConnectionId] = context.Context.Features.Get<LiveConnection>()!;
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        _connections.TryRemove(context.Context.ConnectionId, out _);
        await next(context, exception);
    }
}
