namespace Reviews.Hosting.Certificates;

internal sealed partial class ClusterCertificates
{
    [LoggerMessage(LogLevel.Information, "New connections of the cluster use the certificate '{Subject}' from now on, until {RunsOut}.")]
    private partial void LogRenewed(string subject, string runsOut);

    [LoggerMessage(
        LogLevel.Error, "The cluster's certificate files have changed and can't be used; the certificate from before is used on. {Reason}")]
    private partial void LogNotTaken(string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "A process was not let into the cluster: its certificate '{Subject}' {Reason}. "
        + "{Untold} were refused before, since this was last said.")]
    private partial void LogPeerRefused(string subject, string reason, int untold);
}
