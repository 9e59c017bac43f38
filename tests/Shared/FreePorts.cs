using System.Net;
using System.Net.Sockets;

namespace Tests.Shared;

/// <summary>Ports of the loopback address.</summary>
internal static class FreePorts
{
    /// <summary>As many different ports as asked for, free at this moment.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners) listener.Start();   // all at once, or the same port could be given twice
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }
}
