namespace Reviews.Silo;

/// <summary>Where a silo keeps its data and listens. Section <c>Reviews</c> of the configuration.</summary>
public sealed class ReviewsSiloOptions
{
    /// <summary>The folder of the embedded store; made when missing. One process at a time. Default: <c>data</c>.</summary>
    public string Data { get; set; } = "data";

    /// <summary>The port other silos connect to, 1 to 65,535; null picks a free one.</summary>
    public int? SiloPort { get; set; }

    /// <summary>The port clients connect to, 1 to 65,535; null picks a free one.</summary>
    public int? GatewayPort { get; set; }
}
