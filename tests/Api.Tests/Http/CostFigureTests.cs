using System.Diagnostics;
using System.Globalization;
using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Http;

/// <summary>What a request costs, for whoever wants to know: nothing here fails on a clock.</summary>
// the processor's time is the process's
[Collection(nameof(CostFigureTests)), CollectionDefinition(nameof(CostFigureTests), DisableParallelization = true)]
[Trait("Category", "Slow")]
public sealed class CostFigureTests
{
    /// <summary>Times that each address is asked for, after one in which the code for it is compiled.</summary>
    private const int Rounds = 5;

    [Fact]
    public async Task AnonymousAddresses_EachAskedForSomeTimes_TellTheirCostAndNeverFail()
    {
        await using var site = await Site.StartAsync(["--Reviews:Sample=true"]);
        using var visitor = site.Visitor();
        var listed = await visitor.ReadAsync("/api/articles");
        var slug = listed.GetProperty("items")[0].GetProperty("slug").GetString()!;
        string[] files = ["/dist/site.css", "/embed.js", "/feed.xml", "/sitemap.xml", "/openapi/v1.json"];
        string[] paths = [.. EveryEndpoint.Of(site, slug).Where(endpoint => endpoint.Method == "GET").Select(endpoint => endpoint.Path)
            .Concat(files).Distinct()];
        var costs = new List<(TimeSpan Cost, string Path)>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var path in paths)
            {
                using var process = Process.GetCurrentProcess();
                var before = process.TotalProcessorTime;
                using var answer = await visitor.AskAsync(path);
                Assert.True(
                    (int)answer.StatusCode < 500 || answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {answer.StatusCode}");
                process.Refresh();
                if (round > 0) costs.Add((process.TotalProcessorTime - before, path));
            }
        }

        var ordered = costs.OrderBy(cost => cost.Cost).ToArray();
        var p99 = ordered[(int)(0.99 * (ordered.Length - 1))];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Figure: CPU of a request to an anonymous address, asked for once before, with the client's and the silo's own: p99 "
            + $"{p99.Cost.TotalMilliseconds:0.0} ms ({p99.Path}), of {ordered.Length} requests; "
            + $"the goal is 20 ms. The most: {ordered[^1].Cost.TotalMilliseconds:0.0} ms ({ordered[^1].Path})."));
    }
}
