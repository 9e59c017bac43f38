using Reviews.Hosting.Clustering;

namespace Reviews.Testing;

/// <summary>Loopback ports that nobody else is given in the meantime, chosen the way the programs choose theirs.</summary>
internal static class FreePorts
{
    /// <summary>As many different ports as requested.</summary>
    public static int[] Take(int count) => LoopbackPorts.Free(count);

    /// <summary>The same, for programs that return to their port after a restart.</summary>
    public static int[] TakeSteady(int count) => LoopbackPorts.Steady(count);
}
