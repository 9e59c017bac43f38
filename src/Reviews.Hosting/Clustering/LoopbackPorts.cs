using System.Net;
using System.Net.Sockets;

namespace Reviews.Hosting.Clustering;

/// <summary>Free ports on the loopback address.</summary>
/// <remarks>
/// Not from the range that the system uses for outgoing connections and for anyone who asks for any port (on Linux 32,768 and up): it
/// could give a port away before it is used here. And one after the other, so that silos that start at once in one process get different
/// ones.
/// </remarks>
internal static class LoopbackPorts
{
    private static readonly PortRange OfOneRun = new(12_000, 20_000);
    private static readonly PortRange OfRestarts = new(20_000, 32_000);

    /// <summary>As many different ports as requested, free at this moment, from 12,000 to 19,999.</summary>
    /// <exception cref="InvalidOperationException">There are not that many.</exception>
    public static int[] Free(int count) => OfOneRun.Free(count);

    /// <summary>The same, from 20,000 to 31,999, for processes that return to their port after a restart: nobody else takes it meanwhile.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are not that many.</exception>
    public static int[] Steady(int count) => OfRestarts.Free(count);

    private sealed class PortRange(int first, int end)
    {
        private int _last = Random.Shared.Next(end - first);   // so that processes that start at once rarely collide

        public int[] Free(int count)
        {
            var free = Enumerable.Range(0, end - first).Select(_ => Next()).Where(IsFree).Take(count).ToArray();
            return free.Length == count ? free : throw new InvalidOperationException(
                $"There are no {count} free ports from {first} to {end - 1}.");
        }

        private int Next() => first + (int)((uint)Interlocked.Increment(ref _last) % (end - first));

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
}
