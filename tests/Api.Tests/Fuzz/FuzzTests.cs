using System.Globalization;
using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Fuzz;

/// <summary>
/// Every operation of the OpenAPI document, in every role, with hostile values: no answer is a failure of ours, and every refusal is a
/// problem that tells nothing of the code. <c>./reviews test --fuzz N</c> sends N requests.
/// </summary>
[Trait("Category", "Slow")]
public sealed class FuzzTests(ITestOutputHelper output)
{
    /// <summary>Requests of every run: 1,000.</summary>
    private const int Few = 1_000;

    /// <summary>What is not answered by then hangs; being slow is told and fails nothing.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private static readonly string[] Roles = ["", "member", "editor", "moderator", "operator"];

    [Fact]
    public async Task Operations_InEveryRoleWithHostileValues_AreAnsweredOrRefusedAndNeverFail()
    {
        var (requests, seed) = (Given("REVIEWS_FUZZ") ?? Few, Given("REVIEWS_FUZZ_SEED") ?? Random.Shared.Next());
        output.WriteLine($"REVIEWS_FUZZ_SEED={seed} sends the same again.");
        await using var site = await Site.StartAsync(["--Reviews:Sample=true", "--Reviews:Quotas:Enabled=false"]);
        await using var people = new FuzzPeople(site);
        using var visitor = site.Visitor();
        var operations = Operation.AllOf(await visitor.ReadAsync("/openapi/v1.json"));
        var (random, run) = (new Random(seed), new FuzzRun());
        foreach (var (operation, role, hostile) in Draw(operations, random).Take(requests))
        {
            using var request = FuzzRequest.Draw(operation, hostile, random);
            var client = await people.OfAsync(role);
            await run.SendAsync(client, request, $"{operation} as {(role.Length == 0 ? "nobody" : role)}", Hang);
            if (run.LastStatus == HttpStatusCode.Unauthorized) people.Forget(role);   // they have signed out, or are gone
        }

        output.WriteLine(run.Figure());
        Assert.True(run.Faults.Count == 0, string.Join('\n', run.Faults.Take(20)));
        Assert.True(
            requests < Few || run.Operations == operations.Count * Roles.Length, $"{run.Operations} operations and roles were reached.");
    }

    /// <summary>Each operation in each role in turn, with drawn values: all are reached before any is again.</summary>
    private static IEnumerable<(Operation Operation, string Role, string Hostile)> Draw(IReadOnlyList<Operation> operations, Random random)
    {
        var all = operations.SelectMany(operation => Roles.Select(role => (operation, role))).ToArray();
        while (true)
        {
            random.Shuffle(all);
            foreach (var (operation, role) in all) yield return (operation, role, HostileValues.All[random.Next(HostileValues.All.Count)]);
        }
    }

    private static int? Given(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
