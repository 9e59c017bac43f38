using Microsoft.Extensions.Logging;

namespace Reviews.Grains.Members;

/// <summary>One activation of a member, as its collaborators see it: who the member is, what it holds, and how it reaches other
/// grains.</summary>
/// <remarks>Everything here runs on the grain's own scheduler; no locks.</remarks>
internal sealed class MemberActivation(
    UserGrain grain, IGrainFactory grains, MemberJournal journal, MemberOptions options, TimeProvider time, ILogger logger)
{
    public long UserId { get; } = grain.GetPrimaryKeyLong();

    /// <inheritdoc cref="Journals.StoreGrain.HasEnded"/>
    public bool HasEnded => grain.HasEnded;

    /// <inheritdoc cref="Journals.StoreGrain.Standing"/>
    public long Standing => grain.Standing;

    public IGrainFactory Grains => grains;

    public MemberJournal Journal => journal;

    public MemberOptions Options => options;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    /// <summary>One turn per film for votes, and another one for reviews.</summary>
    public KeyedAsyncLock Turns { get; } = new();

    /// <summary>Numbers of requests about votes and reviews.</summary>
    public RequestNumbers Numbers { get; } = new();

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Seconds since 1970 (UTC).</summary>
    public uint NowInSeconds => (uint)time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The time limit for one delivery that nobody is waiting for.</summary>
    public Deadline ResumeDeadline() => new(time, options.ResumeTime);

    /// <summary>Runs the work after a while, and keeps the grain awake until then.</summary>
    public void RunAfter(TimeSpan due, Func<Task> work) => grain.RegisterGrainTimer(
        async _ => await work(),
        new GrainTimerCreationOptions { DueTime = due, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true });
}
