using Reviews.Grains.Audit;
using Reviews.Hosting.Settings;
using Reviews.Storage.Copying;

namespace Reviews.Migration;

/// <summary>One copy, from opening both stores to verifying the result.</summary>
internal sealed class CopyRun(SiloSettings from, SiloSettings to, TextWriter output)
{
    /// <summary>How often progress is reported: 5 s.</summary>
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);

    /// <summary>Maximum number of differing films, journals or records to list.</summary>
    private const int MaxNamed = 20;

    /// <returns>Whether everything was copied, is identical byte by byte, and has the same counts.</returns>
    /// <exception cref="Storage.StoreOpenException">A store can't be used.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var source = OpenStore.At(from, readOnly: true);
        await using var target = OpenStore.At(to, readOnly: false);
        var copy = new StoreCopy(source.Services, target.Services);
        await using (var telling = new Timer(_ => Tell(copy.Report), null, TellEvery, TellEvery)) await copy.RunAsync(cancellationToken);
        Tell(copy.Report);

        if (!await IsTheSameAsync(copy, cancellationToken)) return false;

        await output.WriteLineAsync("Recounting both ...");
        var (before, after) = (await Audits.OfAsync(source.Services, cancellationToken), await Audits.OfAsync(
            target.Services, cancellationToken));
        var wrong = Compare(before, after).ToArray();
        foreach (var line in wrong.Take(MaxNamed)) await output.WriteLineAsync(line);
        if (wrong.Length > 0)
        {
            await output.WriteLineAsync($"{wrong.Length} films have different counts. The target stays marked as unfinished.");
            return false;
        }

        await copy.FinishAsync();
        var votes = after.Films.Values.Sum(film => (long)film.Ballots.Sum());
        await output.WriteLineAsync(
            $"Done: {after.Films.Count} films, {after.Members} members, {votes} votes; every journal and record is the same, and every "
                + "film has the same counts in both stores.");
        await output.WriteLineAsync("The keys that keep members signed in were copied encrypted. The file that opens them was not: bring "
            + "keys.pem from the data folder along, or the file that Reviews:Keys:Certificate names.");
        return true;
    }

    private async Task<bool> IsTheSameAsync(StoreCopy copy, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("Comparing both ...");
        var different = await copy.CompareAsync(cancellationToken);
        if (different.Count == 0) return true;
        foreach (var name in different.Take(MaxNamed)) await output.WriteLineAsync($"{name} is not the same in both stores.");
        await output.WriteLineAsync($"{different.Count} journals and records differ. The target stays marked as unfinished.");
        return false;
    }

    private void Tell(CopyReport report) =>
        output.WriteLine($"{report.Journals} journals and {report.Records} records are there, {report.Bytes / (1 << 20)} MiB.");

    /// <summary>What differs between the two, or is inconsistent within one, one line each.</summary>
    private static IEnumerable<string> Compare(StoreAudit before, StoreAudit after)
    {
        if (before.Members != after.Members) yield return $"There were {before.Members} members, and {after.Members} were copied.";
        foreach (var (filmId, film) in before.Films)
        {
            if (!after.Films.TryGetValue(filmId, out var copied)) yield return $"{filmId} is missing.";
            else if (copied.Version != film.Version || !copied.Ballots.SequenceEqual(film.Ballots)
                || !copied.Listed.SequenceEqual(film.Listed))
                yield return $"{filmId} had {film.Ballots.Sum()} votes at version {film.Version}, and has {copied.Ballots.Sum()} at "
                    + $"version {copied.Version}.";
            else if (!copied.Agrees)
                yield return $"{filmId}: its ballots count {copied.Ballots.Sum()} votes, the members' lists {copied.Listed.Sum()}; it was "
                    + "so in the source.";
        }

        foreach (var filmId in after.Films.Keys.Except(before.Films.Keys)) yield return $"{filmId} is in the copy only.";
    }
}
