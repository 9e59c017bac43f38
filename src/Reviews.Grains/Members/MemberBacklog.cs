namespace Reviews.Grains.Members;

/// <summary>
/// Background work: emails, open votes and reviews, suspension, a new public name, imports, erasure. In slices, from wherever it stopped.
/// </summary>
internal sealed class MemberBacklog(MemberActivation member, MemberParts parts)
{
    /// <summary>Whether nothing is left to do.</summary>
    public bool IsEmpty => !HasWork && !HasOpen;

    private bool HasWork => parts.Erasure.IsUnderWay || parts.Suspension.HasNews || parts.Names.HasNews || parts.Letters.AreOwed
        || parts.ImportRunner.HasWork;

    private bool HasOpen => parts.Votes.HasOpen || parts.Reviews.HasOpen || parts.Marks.HasOpen;

    private bool IsIdle => !parts.Work.IsRegistering && IsEmpty;

    /// <summary>Continues what is left; true when nothing is, and the journal says so.</summary>
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

    /// <summary>Sends what may not have arrived; true when nothing is open afterwards.</summary>
    private async Task<bool> SendOpenAsync()
    {
        if (!await parts.Votes.SendOpenAsync() || !await parts.Reviews.SendOpenAsync() || !await parts.Marks.SendOpenAsync()) return false;

        // A text that never arrived must not stay in the list until the next write.
        if (member.Journal.Reviews.HasStaged) await member.Journal.CommitAsync();
        return !HasOpen;
    }

    /// <summary>Confirms that nothing is left, by writing to the journal first: from then on, work registered by another activation that
    /// still believes it is current is either refused by the journal or known here.</summary>
    private async Task<bool> ConfirmIdleAsync()
    {
        if (!IsIdle) return false;
        member.Journal.Votes.Confirm();
        await member.Journal.CommitAsync();
        return IsIdle;
    }
}
