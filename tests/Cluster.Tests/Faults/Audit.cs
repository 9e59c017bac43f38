using System.Net.Http.Json;
using System.Text.Json;
using Cluster.Tests.Fixtures;
using Cluster.Tests.Judging;
using Cluster.Tests.Load;

namespace Cluster.Tests.Faults;

/// <summary>Counts everything when nobody votes: members' lists, ballot books, what both APIs show, and what the watchers have.</summary>
internal sealed class Audit(RunningCluster cluster, ClusterLoad load)
{
    /// <summary>An open intent is sent again every 30 s at the latest; what does not agree after a minute does not agree.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private History History => load.History;

    /// <summary>Judges until nothing is to be said, and notes what still is after the limit.</summary>
    public async Task JudgeAsync()
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            string[] wrong = [.. await ViolationsAsync()];
            if (wrong.Length == 0) return;
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                History.Violations.Add(wrong);
                return;
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    private async Task<List<string>> ViolationsAsync()
    {
        var wrong = new List<string?>();
        var lists = await ListsAsync();
        foreach (var ((member, film), wish) in History.Wishes)
            wrong.Add(Judge.OfStored(member, film, lists[member].GetValueOrDefault(film), wish));
        foreach (var film in load.FilmIds)
            wrong.AddRange(await OfFilmAsync(film, FilmCount.Of("lists", lists.Values.Select(list => list.GetValueOrDefault(film)).Where(stars => stars > 0))));
        return [.. wrong.OfType<string>()];
    }

    private async Task<Dictionary<int, IReadOnlyDictionary<string, double>>> ListsAsync()
    {
        var all = load.Voters.Concat(load.Probers).ToArray();
        var lists = await Task.WhenAll(all.Select(voter => voter.ListAsync()));
        return all.Zip(lists).ToDictionary(pair => pair.First.Number, pair => pair.Second);
    }

    private async Task<IEnumerable<string?>> OfFilmAsync(string film, FilmCount lists)
    {
        var audit = await load.Operator.GetAsync($"/api/admin/audit/{film}");
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
        return FilmCount.Of(api.Plan.Name, await http.GetFromJsonAsync<JsonElement>($"/api/films/{film}/rating"));
    }
}
