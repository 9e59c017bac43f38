namespace Reviews.Domain.Reviews;

/// <summary>
/// The reviews of one film: who wrote one, which are shown, who found them helpful, and both sort orders. Holds no texts.
/// </summary>
/// <remarks>
/// A register is kept for every member who ever wrote, and for every helpful vote: the highest revision or ticket wins, so late arrivals
/// change nothing.
/// </remarks>
public sealed class ReviewBook(IComparer<ReviewPlace>? comparer = null)
{
    private readonly Dictionary<long, ReviewRegister> _registers = [];
    private readonly ReviewOrder _recent = new(comparer);
    private readonly ReviewOrder _helpful = new(comparer);

    /// <summary>How many reviews are shown.</summary>
    public int Shown => _recent.Count;

    /// <summary>Every member who ever wrote one, unordered.</summary>
    public IReadOnlyCollection<ReviewRegister> All => _registers.Values;

    public ReviewRegister? Find(long userId) => _registers.GetValueOrDefault(userId);

    /// <summary>Records a review as of that revision.</summary>
    /// <returns>True when it is new.</returns>
    public bool Put(long userId, int revision, bool isShown, long writtenAt)
    {
        var register = Find(userId);
        if (register is null) _registers[userId] = register = new ReviewRegister(userId);
        if (revision <= register.Revision) return false;
        Change(register, () => (register.Revision, register.IsShown, register.WrittenAt) = (revision, isShown, writtenAt));
        return true;
    }

    /// <summary>Records a member's helpful vote on a review; null takes it back.</summary>
    /// <returns>True when the ticket is above the one known and there is such a review.</returns>
    public bool Mark(long userId, long memberId, uint ticket, bool? isHelpful)
    {
        if (Find(userId) is not { } register || register.TicketOf(memberId) >= ticket) return false;
        Change(register, () => register.Mark(memberId, ticket, isHelpful));
        return true;
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReviewPlace> Recent(ReviewPlace? after, int length) => _recent.Page(after, length);

    /// <summary>Most helpful first, by <see cref="WilsonBound"/>; ties go to the newest.</summary>
    public IReadOnlyList<ReviewPlace> Helpful(ReviewPlace? after, int length) => _helpful.Page(after, length);

    public void Clear()
    {
        _registers.Clear();
        _recent.Clear();
        _helpful.Clear();
    }

    private void Change(ReviewRegister register, Action change)
    {
        if (register.IsShown)
        {
            _recent.Remove(register.RecentPlace);
            _helpful.Remove(register.HelpfulPlace);
        }

        change();
        if (!register.IsShown) return;
        _recent.Add(register.RecentPlace);
        _helpful.Add(register.HelpfulPlace);
    }
}
