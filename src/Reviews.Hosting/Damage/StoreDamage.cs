using Reviews.Contracts.Platform;
using Reviews.Storage;

namespace Reviews.Hosting.Damage;

/// <summary>What this process has found damaged, for code that does not know the store.</summary>
internal sealed class StoreDamage(UnreadableSubjects subjects) : IUnreadable
{
    public bool Any => subjects.Any;

    public IReadOnlyList<UnreadableSubject> Current =>
        [.. subjects.Current.Select(subject => new UnreadableSubject(subject.Record, subject.Since, subject.Detail))];

    public bool Has(string grain) => subjects.Find(grain) is not null;
}
