namespace Reviews.Hosting.Settings;

/// <summary>What Orleans' dashboard shows.</summary>
public sealed class DashboardSettings
{
    /// <summary>
    /// Whether the dashboard also shows the calls of each grain method. Default: false; the filter that counts them costs every grain call
    /// 1,100 bytes (a vote on one film allocates 3,600 without it), even while nobody is watching.
    /// </summary>
    public bool Profile { get; set; }
}
