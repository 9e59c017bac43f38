using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Reviews.Grains.Films;
using Reviews.Grains.Members;

namespace Reviews.Grains.Audit;

/// <summary>
/// Counts what a store's journals hold, without any silo: every film from its ballots, and again from all members' lists. For tools that
/// check a store while nothing else uses it. Thread-safe.
/// </summary>
/// <param name="managers">Reads the store's journals.</param>
/// <param name="scopes">Creates fresh states.</param>
public sealed class StoreAudit(IJournaledStateManagerFactory managers, IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<string, FilmCount> _films = new(StringComparer.Ordinal);
    private long _members;

    /// <summary>All films that appear in ballots or lists.</summary>
    public IReadOnlyDictionary<string, FilmCount> Films => _films;

    /// <summary>Members whose lists were counted.</summary>
    public long Members => Interlocked.Read(ref _members);

    /// <summary>Counts one journal; ignores journals of anything but films and members.</summary>
    /// <param name="journal">The journal: a grain's id.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task AddAsync(JournalId journal, CancellationToken cancellationToken)
    {
        var grain = GrainId.Parse(journal.Value, provider: null);
        var kind = grain.Type.ToString();
        if (kind is not (FilmGrain.GrainType or UserGrain.GrainType)) return;

        await using var open = await OpenJournal.ReadAsync(grain, managers, scopes, cancellationToken);
        if (open.Find<BallotsState>() is { } ballots) Of(grain.Key.ToString()!).Set(ballots.Book);
        foreach (var vote in open.Find<VotesState>()?.All ?? []) Of(vote.FilmId).Add(vote);
        if (kind == UserGrain.GrainType) Interlocked.Increment(ref _members);
    }

    private FilmCount Of(string filmId) => _films.GetOrAdd(filmId, static _ => new FilmCount());
}
