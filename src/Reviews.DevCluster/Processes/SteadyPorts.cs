using System.Net;
using System.Net.Sockets;

namespace Reviews.DevCluster.Processes;

/// <summary>Loopback ports for processes that return to the same port after a restart.</summary>
/// <remarks>Not from the ephemeral range: an outgoing connection could occupy the port while its process restarts.</remarks>
internal static class SteadyPorts
{
    /// <summary>The first port tried.</summary>
    private const int First = 20_000;

    /// <summary>The end of the range tried; on Linux outgoing connections use 32,768 and up.</summary>
    private const int End = 32_000;

    /// <summary>As many different ports as requested, free right now.</summary>
    /// <exception cref="InvalidOperationException">There are not that many.</exception>
    public static int[] Free(int count)
    {
        var start = Random.Shared.Next(First, End);   // two clusters starting together rarely collide
        var free = Enumerable.Range(0, End - First).Select(step => First + ((start - First + step) % (End - First))).Where(IsFree)
            .Take(count).ToArray();
        return free.Length == count ? free : throw new InvalidOperationException(
            $"There are no {count} free ports from {First} to {End - 1}.");
    }

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
