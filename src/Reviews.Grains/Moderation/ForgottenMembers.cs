using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Moderation;

/// <summary>The most recently erased members, by id: anything in flight when a member was erased is ignored. At most
/// <see cref="ModerationLimits.MaxForgotten"/>.</summary>
internal sealed class ForgottenMembers
{
    private readonly HashSet<long> _members = [];
    private readonly Queue<long> _oldestFirst = [];

    public IEnumerable<long> OldestFirst => _oldestFirst;

    public bool Contains(long userId) => _members.Contains(userId);

    public void Add(long userId)
    {
        if (!_members.Add(userId)) return;
        _oldestFirst.Enqueue(userId);
        if (_oldestFirst.Count > ModerationLimits.MaxForgotten) _members.Remove(_oldestFirst.Dequeue());
    }

    public void Clear()
    {
        _members.Clear();
        _oldestFirst.Clear();
    }
}
