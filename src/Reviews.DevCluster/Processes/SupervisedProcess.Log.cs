namespace Reviews.DevCluster.Processes;

internal sealed partial class SupervisedProcess
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{End} It will be restarted in {Pause}.")]
    private partial void LogRestart(string end, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} did not end within {Limit} and was killed.")]
    private partial void LogKilled(string name, TimeSpan limit);
}
