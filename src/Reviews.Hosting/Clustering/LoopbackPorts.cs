using System.Net;
using System.Net.Sockets;

namespace Reviews.Hosting.Clustering;

/// <summary>Free ports on the loopback address.</summary>
/// <remarks>
/// Not from the range from which the system serves outgoing connections and whoever asks for any port: it could give a port to somebody
/// else before it is used here. And one after the other: silos that start at once in one process get different ones.
/// </remarks>
internal static class LoopbackPorts
{
    private const int First = 12_000;

    /// <summary>Below it all ports are ours to look at; on Linux the system gives away 32,768 and up.</summary>
    private const int End = 20_000;

    private static int last = Random.Shared.Next(End - First);   // so that processes that start at once hardly meet

    /// <summary>As many different ports as requested, free at this moment.</summary>
    /// <exception cref="InvalidOperationException">There are not so many.</exception>
    public static int[] Free(int count)
    {
        var free = Enumerable.Range(0, End - First).Select(_ => Next()).Where(IsFree).Take(count).ToArray();
        return free.Length == count ? free : throw new InvalidOperationException(
            $"There are no {count} free ports from {First} to {End - 1}.");
    }

    private static int Next() => First + (int)((uint)Interlocked.Increment(ref last) % (End - First));

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
