using System.Net;
using System.Net.Sockets;

namespace Reviews.Hosting.Clustering;

/// <summary>Free ports on the loopback address.</summary>
/// <remarks>
/// Not from the ephemeral range, from which the operating system might give a port to somebody else before it is used here. And in
/// sequence, so that silos starting together in one process get different ports.
/// </remarks>
internal static class LoopbackPorts
{
    private const int First = 12_000;

    /// <summary>The end of the range tried, below Linux's ephemeral ports, which start at 32,768.</summary>
    private const int End = 20_000;

    private static int last = Random.Shared.Next(End - First);   // so that processes starting together rarely collide

    /// <summary>As many different ports as requested, free right now.</summary>
    /// <exception cref="InvalidOperationException">There are not that many.</exception>
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
