using System.Collections.Immutable;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;

namespace Reviews.Application.Damage;

/// <summary>
/// What can't be read from the store, as this node and the others of the cluster have found. Nothing damaged is shown from memory.
/// </summary>
internal sealed class KnownDamage(IUnreadable own, IGrainFactory grains)
{
    private const string Films = "film/";

    private ImmutableDictionary<string, UnreadableSubject> _told = ImmutableDictionary<string, UnreadableSubject>.Empty;

    /// <summary>All of it, the oldest first.</summary>
    public IReadOnlyList<UnreadableSubject> All =>
    [
        .. own.Current.Concat(_told.Values).GroupBy(subject => subject.Name, StringComparer.Ordinal)
            .Select(told => told.MinBy(subject => subject.Since)!)
            .OrderBy(subject => subject.Since).ThenBy(subject => subject.Name, StringComparer.Ordinal),
    ];

    /// <summary>Whether there is any.</summary>
    public bool Any => own.Any || !_told.IsEmpty;

    /// <summary>Replaces what is known with what the cluster's processes have found by now.</summary>
    public void Hear(IEnumerable<UnreadableSubject> told) =>
        Volatile.Write(ref _told, told.ToImmutableDictionary(subject => subject.Name, StringComparer.Ordinal));

    /// <summary>Whether the film's own journal is damaged, so that what this node remembers of it is not to be trusted.</summary>
    public bool HasFilm(string filmId) => Any && (own.Has(Films + filmId) || _told.ContainsKey(Films + filmId));

    /// <summary>Whether any film is.</summary>
    public bool HasFilms() =>
        Any && _told.Keys.Concat(own.Current.Select(subject => subject.Name)).Any(name => name.StartsWith(Films, StringComparison.Ordinal));

    /// <summary>Has a film that is known as damaged say for itself that it is not any more; others are not asked.</summary>
    /// <exception cref="Exception">It still is.</exception>
    public Task ProveFilmAsync(string filmId) => HasFilm(filmId) ? grains.GetGrain<IFilmGrain>(filmId).ReadAsync() : Task.CompletedTask;
}
