using System.Net.Http.Json;
using System.Text.Json;
using Cluster.Tests.Fixtures;
using Cluster.Tests.Judging;
using Cluster.Tests.Load;

namespace Cluster.Tests.Faults;

/// <summary>Counts everything when nobody votes: members' lists, ballot books, what both APIs show, and what the watchers have.</summary>
internal sealed class Audit(RunningCluster cluster, ClusterLoad load, FaultTimes times)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private History History => load.History;

    /// <summary>What was wrong when it was last looked and not all was right yet.</summary>
    public string LastWrong { get; private set; } = "nothing";

    /// <summary>Judges until nothing is to be said, and notes what still is after the limit.</summary>
    public async Task JudgeAsync()
    {
        LastWrong = "nothing";
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            string[] wrong = [.. await ViolationsAsync()];
            if (wrong.Length == 0) return;
            LastWrong = wrong[0];
            if (TimeProvider.System.GetElapsedTime(start) > times.Patience)
            {
                History.Violations.Add(wrong);
                return;
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// Judges whether films get what lists have without the members' doing. Whoever reads a list wakes its member: a copy of the store is
    /// read, as often as silos take up unfinished work.
    /// </summary>
    public async Task JudgeAloneAsync()
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            await Task.Delay(times.TakeUp, TestContext.Current.CancellationToken);
            if (await cluster.ScanCopyAsync() is not { } said) return;
            if (TimeProvider.System.GetElapsedTime(start) <= times.Patience) continue;
            History.Violations.Add(Judge.OfUnreadable("the store before any member was called", said));
            return;
        }
    }

    private Task<JsonElement> BallotsAsync(string film) =>
        ReadAsync($"the ballots of {film}", load.Operator.GetAsync($"/api/admin/audit/{film}"));

    private static FilmCount ListedOf(string film, IReadOnlyDictionary<int, IReadOnlyDictionary<string, double>> lists) =>
        FilmCount.Of("lists", lists.Values.Select(list => list.GetValueOrDefault(film)).Where(stars => stars > 0));

    private async Task<List<string>> ViolationsAsync()
    {
        var wrong = new List<string?>();
        try
        {
            var lists = await ListsAsync();
            foreach (var (member, list) in lists) wrong.AddRange(History.OfStored(member, list));
            foreach (var film in load.FilmIds)
                wrong.AddRange(await OfFilmAsync(film, ListedOf(film, lists)));
        }
        catch (UnreadableException unreadable)
        {
            wrong.Add(Judge.OfUnreadable(unreadable.Message, unreadable.InnerException!.Message));
        }

        return [.. wrong.OfType<string>()];
    }

    /// <summary>What each member finds in their list.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyDictionary<string, double>>> ListsAsync()
    {
        var all = load.Voters.Concat(load.Probers).ToArray();
        var lists = await Task.WhenAll(all.Select(voter => ReadAsync($"the list of member {voter.Number}", voter.ListAsync())));
        return all.Zip(lists).ToDictionary(pair => pair.First.Number, pair => pair.Second);
    }

    private async Task<IEnumerable<string?>> OfFilmAsync(string film, FilmCount lists)
    {
        var audit = await BallotsAsync(film);
        var (served, recounted) = (audit.GetProperty("served"), audit.GetProperty("recounted"));
        var version = served.GetProperty("version").GetInt64();
        var shown = await Task.WhenAll(cluster.Apis.Select(api => ShownAsync(api, film)));
        return
        [
            Judge.OfCounts(film, lists, [FilmCount.Of("served", served), FilmCount.Of("recounted", recounted), .. shown]),
            Judge.OfVersion(film, version, History.NewestOf(film)),
            .. load.Watchers.Select(watcher => watcher.VersionOf(film) is { } seen
                ? Judge.OfWatcher(watcher.Name, film, seen, version)
                : $"Not told: {watcher.Name} does not come back: {watcher.LastEnd}"),
        ];
    }

    private static async Task<FilmCount> ShownAsync(Node api, string film)
    {
        using var http = new HttpClient { BaseAddress = api.Plan.Address };
        return FilmCount.Of(
            api.Plan.Name, await ReadAsync($"{film} at {api.Plan.Name}", http.GetFromJsonAsync<JsonElement>($"/api/films/{film}/rating")));
    }

    private static async Task<T> ReadAsync<T>(string what, Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (HttpRequestException failure)
        {
            throw new UnreadableException(what, failure);
        }
    }

    private sealed class UnreadableException(string what, Exception why) : Exception(what, why);
}
