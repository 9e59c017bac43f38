using Reviews.Api.Catalogue;
using Reviews.Contracts.Members;

namespace Reviews.Api.Me.Imports;

/// <summary>Makes a plan of a file of ratings. What is held is bounded however long the file is: a rating a film, and the first rows that were not taken.</summary>
internal sealed class ImportReader(FilmIndex index) : IDisposable
{
    /// <summary>Files read at a time on a node: 4. Reading keeps a processor busy.</summary>
    private const int MaxReading = 4;

    /// <summary>Most characters of a title that a report repeats.</summary>
    private const int ShownTitle = 100;

    private readonly SemaphoreSlim _turns = new(MaxReading, MaxReading);

    public void Dispose() => _turns.Dispose();

    /// <returns>The plan; null when too many files are being read.</returns>
    /// <exception cref="UnreadableRatingsException">The file can't be taken.</exception>
    public async Task<ImportPlan?> ReadAsync(Stream body, CancellationToken ct)
    {
        if (!await _turns.WaitAsync(TimeSpan.Zero, ct)) return null;
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
                throw new UnreadableRatingsException($"An import rates at most {ImportPlan.MaxItems} films; divide the file.", StatusCodes.Status422UnprocessableEntity);
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
