using Reviews.Hosting.Clustering;

namespace Reviews.Testing;

/// <summary>Loopback ports that nobody else is given in the meantime, chosen the way the programs choose theirs.</summary>
internal static class FreePorts
{
    /// <summary>As many different ports as requested.</summary>
    public static int[] Take(int count) => LoopbackPorts.Free(count);
}
