using Reviews.Hosting.Clustering;

namespace Reviews.Testing;

/// <summary>Ports on the loopback address that nobody else is given meanwhile, chosen as the programs choose theirs.</summary>
internal static class FreePorts
{
    /// <summary>As many different ports as requested.</summary>
    public static int[] Take(int count) => LoopbackPorts.Free(count);
}
