namespace Cluster.Tests.Certificates;

/// <summary>A grain to call.</summary>
[Alias("Cluster.Tests.IEchoGrain")]
public interface IEchoGrain : IGrainWithIntegerKey
{
    /// <summary>Answers the same number.</summary>
    [Alias("EchoAsync")]
    Task<int> EchoAsync(int number);
}

/// <summary>Answers at once, so that what a call costs is the way there and back.</summary>
internal sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<int> EchoAsync(int number) => Task.FromResult(number);
}
