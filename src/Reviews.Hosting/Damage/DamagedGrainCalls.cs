using Reviews.Storage;

namespace Reviews.Hosting.Damage;

/// <summary>
/// Answers for grains whose journal or record is damaged, without activating them each time: an activation that is bound to fail costs a
/// read and many log lines. After a growing pause, the store is checked, if this process has one, and the next call goes through; the first
/// success ends this.
/// </summary>
internal sealed partial class DamagedGrainCalls(UnreadableSubjects subjects, ILogger<DamagedGrainCalls> logger, DamageProbe? probe = null)
    : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (subjects.Any) await AllowAsync(context.TargetId.ToString());
        try
        {
            await context.Invoke();
        }
        catch (Exception exception) when (StoreErrors.DamageIn(exception) is { } damage && Concerns(damage.Record, context.TargetId))
        {
            if (subjects.Note(damage)) LogDamaged(damage.Record, damage);
            throw;
        }

        if (subjects.Any && subjects.Clear(context.TargetId.ToString())) LogAnswers(context.TargetId);
    }

    private async Task AllowAsync(string grain)
    {
        if (subjects.Find(grain) is not { } known) return;
        if (subjects.FindPaused(grain) is not null) throw new CorruptRecordException(known.Record, known.Detail);
        if (probe is not null) await probe.ReadAsync(known.Record);
    }

    /// <summary>A grain may pass on another grain's read failure; the damage is then the other's.</summary>
    private static bool Concerns(string record, GrainId grain)
    {
        var name = grain.ToString();
        return record.StartsWith(name, StringComparison.Ordinal) && (record.Length == name.Length || record[name.Length] == '#');
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "'{Record}' is damaged in the store; its grain does not answer until it is repaired. This is logged once.")]
    private partial void LogDamaged(string record, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "'{Grain}' is answering again.")]
    private partial void LogAnswers(GrainId grain);
}
