using Microsoft.Extensions.Logging;
using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Platform;

/// <content>
/// A store that came back with writes missing may have a member's intent but not its outcome, and whoever was delivering it may be gone. So
/// once per incarnation the members' journals are scanned, and members with open intents are registered. One of these grains does it for
/// all: listing all journals is too expensive to do once per grain while the site starts.
/// </content>
internal sealed partial class PendingWorkGrain
{
    /// <summary>The grain that scans for all.</summary>
    private const long Sweeper = 0;

    /// <summary>Journals read at a time: few, since the store has just come back and others are reading too.</summary>
    private const int ReadAtATime = 4;

    private bool _sweeping;
    private bool _toldOfSweep;   // logged once, until a sweep completes

    private bool IsSwept => swept.Incarnation >= Standing;

    private void SweepOnce()
    {
        if (this.GetPrimaryKeyLong() != Sweeper || _sweeping || IsSwept) return;
        _sweeping = true;
        SweepAsync().Ignore();
    }

    private async Task SweepAsync()
    {
        try
        {
            if (!await RegisterOpenAsync()) return;
            swept.Note(Standing);
            await journal.CommitAsync();   // after all members found are registered
            foreach (var number in Enumerable.Range(0, IPendingWorkGrain.Count))
                GrainFactory.GetGrain<IPendingWorkGrain>(number).PumpAsync().Ignore();   // or the pump does so soon
        }
        catch (Exception exception)
        {
            if (!_toldOfSweep) LogNotSwept(exception);
            _toldOfSweep = true;
        }
        finally
        {
            _sweeping = false;
        }
    }

    /// <returns>False when the activation ended before all were scanned.</returns>
    private async Task<bool> RegisterOpenAsync()
    {
        await foreach (var some in members.AllAsync(CancellationToken.None).Chunk(ReadAtATime))
        {
            if (HasEnded) return false;
            await Task.WhenAll(some.Select(RegisterOpenAsync));
        }

        return true;
    }

    private async Task RegisterOpenAsync(GrainId member)
    {
        if (await MayBeOpenAsync(member))
            await GrainFactory.GetGrain<IPendingWorkGrain>(IPendingWorkGrain.Of(member.GetIntegerKey()))
                .RegisterAsync(member.GetIntegerKey());
    }

    /// <summary>A member who can't be read now may have an open intent, and is called until they answer.</summary>
    private async Task<bool> MayBeOpenAsync(GrainId member)
    {
        try
        {
            return await members.HasOpenAsync(member, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotRead(member, exception);
            return true;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Members' open intents could not be checked after the store came back; "
            + "this is retried until it succeeds.")]
    private partial void LogNotSwept(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Whether {Member} has open intents can't be read; the member will be asked.")]
    private partial void LogNotRead(GrainId member, Exception exception);
}
