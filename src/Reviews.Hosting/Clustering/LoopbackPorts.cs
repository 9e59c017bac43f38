using System.Net;
using System.Net.Sockets;

namespace Reviews.Hosting.Clustering;

/// <summary>Free ports on the loopback address.</summary>
internal static class LoopbackPorts
{
    /// <summary>As many different ports as requested, free at this moment.</summary>
    public static int[] Free(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners) listener.Start();   // all at once, or the same port could be given twice
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }
}
