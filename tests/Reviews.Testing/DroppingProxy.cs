using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Reviews.Testing;

/// <summary>A proxy between clients and server that the test can cut, or point to another server.</summary>
internal sealed class DroppingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();
    private readonly Task _accepting;
    private volatile int _target;
    private volatile bool _closed;

    public DroppingProxy(int port)
    {
        _target = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The loopback address clients connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The same path through this proxy.</summary>
    public Uri Through(Uri uri) => new UriBuilder(uri) { Port = Port }.Uri;

    /// <summary>Directs new connections to another server.</summary>
    public void LeadTo(int port) => _target = port;

    /// <summary>Cuts all connections; new ones are cut too until <see cref="Open"/>.</summary>
    public void Cut()
    {
        _closed = true;
        foreach (var client in _clients.Keys) client.Dispose();
    }

    public void Open() => _closed = false;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Cut();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true) carried.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        _clients[client] = true;
        try
        {
            if (_closed) return;
            await far.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
            var (left, right) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(left.CopyToAsync(right, _stopping.Token), right.CopyToAsync(left, _stopping.Token));
        }
        catch (Exception cut) when (
            cut is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The connection was cut; that is the proxy's purpose.
        }
        finally
        {
            _clients.TryRemove(client, out _);
        }
    }
}
