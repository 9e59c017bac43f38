namespace Reviews.Domain.Reviews;

/// <summary>One member's review of a film as the film knows it, with its helpful votes.</summary>
public sealed class ReviewRegister
{
    // Most reviews get no helpful votes: they carry no table.
    private Dictionary<long, (uint Ticket, bool? IsHelpful)>? _marks;

    internal ReviewRegister(long userId) => UserId = userId;

    /// <summary>Who wrote it.</summary>
    public long UserId { get; }

    /// <summary>The newest revision known.</summary>
    public int Revision { get; internal set; }

    /// <summary>Whether it is shown: written, and not withdrawn, pending or hidden.</summary>
    public bool IsShown { get; internal set; }

    /// <summary>When it was first written, in milliseconds since 1970 (UTC).</summary>
    public long WrittenAt { get; internal set; }

    /// <summary>Members who find it helpful.</summary>
    public int Helpful { get; private set; }

    /// <summary>Members who do not.</summary>
    public int Unhelpful { get; private set; }

    public ReviewPlace RecentPlace => new(0, WrittenAt, UserId);

    public ReviewPlace HelpfulPlace => new(WilsonBound.Lower(Helpful, Unhelpful), WrittenAt, UserId);

    /// <summary>All helpful votes; those taken back are null.</summary>
    public IEnumerable<(long MemberId, uint Ticket, bool? IsHelpful)> Marks =>
        _marks is null ? [] : _marks.Select(mark => (mark.Key, mark.Value.Ticket, mark.Value.IsHelpful));

    /// <summary>The ticket of a member's newest helpful vote; 0: none.</summary>
    public uint TicketOf(long memberId) => _marks is not null && _marks.TryGetValue(memberId, out var mark) ? mark.Ticket : 0;

    /// <summary>
    /// Whether the member's newest helpful vote prevails over an incoming one: its ticket is higher, or equal with different content.
    /// </summary>
    public bool Outranks(long memberId, uint ticket, bool? isHelpful) =>
        _marks is not null && _marks.TryGetValue(memberId, out var mark)
            && (mark.Ticket > ticket || (mark.Ticket == ticket && mark.IsHelpful != isHelpful));

    internal void Mark(long memberId, uint ticket, bool? isHelpful)
    {
        _marks ??= [];
        Count(_marks.GetValueOrDefault(memberId).IsHelpful, -1);
        _marks[memberId] = (ticket, isHelpful);
        Count(isHelpful, 1);
    }

    private void Count(bool? isHelpful, int by)
    {
        if (isHelpful == true) Helpful += by;
        else if (isHelpful == false) Unhelpful += by;
    }
}
