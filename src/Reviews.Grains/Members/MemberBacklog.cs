namespace Reviews.Grains.Members;

/// <summary>
/// What goes on without anybody waiting: letters, open votes and reviews, suspension, a new public name, imports, erasure. In slices, from
/// wherever it was left.
/// </summary>
internal sealed class MemberBacklog(MemberActivation member, MemberParts parts)
{
    /// <summary>Whether nothing is left to do.</summary>
    public bool IsEmpty => !HasWork && !HasOpen;

    private bool HasWork => parts.Erasure.IsUnderWay || parts.Suspension.HasNews || parts.Names.HasNews || parts.Letters.AreOwed
        || parts.ImportRunner.HasWork;

    private bool HasOpen => parts.Votes.HasOpen || parts.Reviews.HasOpen || parts.Marks.HasOpen;

    private bool IsIdle => !parts.Work.IsRegistering && IsEmpty;

    /// <summary>Goes on with what is left; true when nothing is, and the journal says so.</summary>
    public async Task<bool> ResumeAsync() => await parts.Work.GoOnAsync() && await ConfirmIdleAsync();

    /// <summary>Does what is left; true when nothing is.</summary>
    public async Task<bool> WorkOffAsync()
    {
        if (member.HasEnded) return false;
        if (parts.Erasure.IsUnderWay) return await parts.Erasure.GoOnAsync();
        if (parts.Erasure.IsBegun) return true;
        var posted = await parts.Letters.PostAsync();
        var delivered = await SendOpenAsync();
        var told = await parts.Suspension.TellAsync();
        var named = await parts.Names.TellAsync();
        var imported = await parts.ImportRunner.GoOnAsync();
        return posted && delivered && told && named && imported && !HasWork && !parts.Votes.HasOpen;
    }

    /// <summary>Sends what may not have arrived; true when nothing is open then.</summary>
    private async Task<bool> SendOpenAsync()
    {
        if (!await parts.Votes.SendOpenAsync() || !await parts.Reviews.SendOpenAsync() || !await parts.Marks.SendOpenAsync()) return false;

        // A text that never came must not stand in the list until the next write.
        if (member.Journal.Reviews.HasStaged) await member.Journal.CommitAsync();
        return !HasOpen;
    }

    /// <summary>Says that nothing is left, in the journal first: whatever an activation registered that still takes itself for the member
    /// is refused by the journal from then on, or is known here.</summary>
    private async Task<bool> ConfirmIdleAsync()
    {
        if (!IsIdle) return false;
        member.Journal.Votes.Confirm();
        await member.Journal.CommitAsync();
        return IsIdle;
    }
}
