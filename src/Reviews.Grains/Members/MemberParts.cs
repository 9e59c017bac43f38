namespace Reviews.Grains.Members;

/// <summary>The collaborators of one member activation, each with one responsibility.</summary>
internal sealed class MemberParts
{
    public MemberParts(MemberActivation member)
    {
        Activation = member;
        Work = new MemberWork(member, () => Backlog!.WorkOffAsync());
        Access = new MemberAccess(member);
        Sessions = new MemberSessionRegistry(member, Work);
        Subscriptions = new MemberSubscriptions(member.Journal);

        var votes = new VoteDelivery(member, Work);
        var reviews = new ReviewDelivery(member, Access);
        Votes = new MemberVotes(member, Access, votes);
        Reviews = new MemberReviews(member, Work, reviews);
        Marks = new MemberMarks(member, Work, reviews);

        Letters = new MemberEmails(member, Work);
        Names = new MemberNames(member, Work, Reviews, reviews);
        Account = new AccountWriter(member, Work, Names, Letters, Reviews);

        var progress = new ImportProgress(member.Journal.Votes, member.Time);
        Imports = new MemberImports(member, Access, Work, progress);
        ImportRunner = new ImportRunner(member, Work, progress, votes);

        Suspension = new MemberSuspension(member, Work, Votes);
        var withdrawal = new MemberWithdrawal(Work, Votes, Reviews, Marks);
        var traces = new MemberTraces(member, Work, Reviews);
        Erasure = new MemberErasure(member, Access, Work, Letters, Names, withdrawal, traces);
        Backlog = new MemberBacklog(member, this);
    }

    public MemberActivation Activation { get; }

    public MemberWork Work { get; }

    public MemberAccess Access { get; }

    public MemberSessionRegistry Sessions { get; }

    public MemberSubscriptions Subscriptions { get; }

    public MemberVotes Votes { get; }

    public MemberReviews Reviews { get; }

    public MemberMarks Marks { get; }

    public MemberEmails Letters { get; }

    public MemberNames Names { get; }

    public AccountWriter Account { get; }

    public MemberImports Imports { get; }

    public ImportRunner ImportRunner { get; }

    public MemberSuspension Suspension { get; }

    public MemberErasure Erasure { get; }

    public MemberBacklog Backlog { get; }
}
