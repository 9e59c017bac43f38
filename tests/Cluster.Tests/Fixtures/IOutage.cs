namespace Cluster.Tests.Fixtures;

/// <summary>A store that can fail.</summary>
internal interface IOutage
{
    /// <summary>Ends it as harshly as it bears without losing what it acknowledged.</summary>
    Task KillAsync();

    /// <summary>Starts it again where it was.</summary>
    Task StartAgainAsync();

    /// <summary>Stops it where it is: whoever asks gets no answer.</summary>
    void Freeze();

    void Thaw();
}
