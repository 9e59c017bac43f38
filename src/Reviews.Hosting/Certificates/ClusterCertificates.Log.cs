namespace Reviews.Hosting.Certificates;

internal sealed partial class ClusterCertificates
{
    [LoggerMessage(LogLevel.Information, "New connections of the cluster use the certificate '{Subject}' from now on, until {RunsOut}.")]
    private partial void LogRenewed(string subject, string runsOut);

    [LoggerMessage(
        LogLevel.Error, "The cluster's certificate files have changed and can't be used; the previous certificate stays in use. {Reason}")]
    private partial void LogNotTaken(string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "A process was not let into the cluster: its certificate '{Subject}' {Reason}. "
        + "{Untold} more were refused since this was last logged.")]
    private partial void LogPeerRefused(string subject, string reason, int untold);
}
