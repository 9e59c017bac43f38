using System.Collections.Concurrent;
using Reviews.Application.Http;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Imports;

/// <summary>
/// Turns a file of ratings into a plan. Memory is bounded however long the file is: one rating per film, and the first rows that were
/// skipped.
/// </summary>
/// <remarks>
/// A file has fully arrived before it takes one of the few places: those are for work, not for waiting for a slow sender.
/// </remarks>
internal sealed class ImportReader(FilmIndex index) : IDisposable
{
    /// <summary>Files read at a time on a node: 4. Reading keeps a processor busy.</summary>
    private const int MaxReading = 4;

    /// <summary>How long a file that has arrived waits for a place: 20 s.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    /// <summary>Most characters of a title that a report repeats.</summary>
    private const int ShownTitle = 100;

    private readonly SemaphoreSlim _turns = new(MaxReading, MaxReading);
    private readonly ConcurrentDictionary<long, bool> _members = new();

    public void Dispose() => _turns.Dispose();

    /// <param name="userId">Whose file it is; only one per member is read at a time.</param>
    /// <param name="body">The file, as it arrives.</param>
    /// <param name="ct">The request's end.</param>
    /// <returns>The plan; null when too many files are being read.</returns>
    /// <exception cref="UnreadableRatingsException">The file can't be imported.</exception>
    public async Task<ImportPlan?> ReadAsync(long userId, Stream body, CancellationToken ct)
    {
        if (!_members.TryAdd(userId, true)) throw AnotherFile();
        try
        {
            await using var file = await SpooledBody.ReadAsync(body, ct);
            return await PlanAsync(file, ct);
        }
        finally
        {
            _members.TryRemove(userId, out _);
        }
    }

    private async Task<ImportPlan?> PlanAsync(Stream body, CancellationToken ct)
    {
        if (!await _turns.WaitAsync(MaxWait, ct)) return null;
        try
        {
            var tally = new Tally(new FilmMatcher(index.All));
            var file = await RatingsFile.ReadAsync(body, tally.Take, ct);
            return tally.ToPlan(file);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static UnreadableRatingsException AnotherFile() =>
        new("Another of your files is being read. Wait until that is done, then send this one.", StatusCodes.Status409Conflict);

    /// <summary>Counts rows and keeps the last rating of each film.</summary>
    private sealed class Tally(FilmMatcher matcher)
    {
        private readonly Dictionary<string, ImportItem> _items = new(StringComparer.Ordinal);
        private readonly List<ImportTrouble> _troubles = [];
        private int _rows;
        private int _matched;
        private int _near;
        private int _repeated;
        private int _notFound;
        private int _refused;

        public void Take(RatingRow row)
        {
            _rows++;
            if (row.Refusal is { } refusal)
            {
                _refused++;
                Note(row, refusal);
                return;
            }

            var match = matcher.Find(row.Titles, row.Year);
            if (match.FilmId is not { } filmId)
            {
                _notFound++;
                Note(row, match.Reason!);
                return;
            }

            _matched++;
            if (match.IsNear) _near++;
            if (_items.ContainsKey(filmId)) _repeated++;
            else if (_items.Count == ImportPlan.MaxItems)
                throw new UnreadableRatingsException(
                    $"An import can rate at most {ImportPlan.MaxItems} films; split the file.", StatusCodes.Status422UnprocessableEntity);
            _items[filmId] = new ImportItem(filmId, row.HalfStars, row.Original!);
        }

        public ImportPlan ToPlan(RatingsFile file) => new(
            file.Format.Source,
            [.. _items.Values],
            new ImportReading(_rows, _matched, _near, _repeated, _notFound, _refused, file.Recoded, [.. _troubles]));

        private void Note(RatingRow row, string reason)
        {
            if (_troubles.Count == ImportReading.MaxTroubles) return;
            var title = row.Titles.Count == 0 ? null : row.Titles[0];
            _troubles.Add(new ImportTrouble(_rows, title is { Length: > ShownTitle } ? title[..ShownTitle] + "…" : title, reason));
        }
    }
}
