using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Moderation;

namespace Grains.Tests.Moderation;

/// <summary>The desk's journal, written by the real manager and read back by another, with snapshots in the middle.</summary>
public sealed class ModerationReplayTests
{
    private readonly Serializer<ModerationChange[]> _serializer =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer<ModerationChange[]>>();

    [Fact]
    public async Task State_RandomStepsWithSnapshotsInTheMiddle_ReadsBackTheSame()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"PROPERTY_SEED={seed} repeats this run.");
        var random = new Random(seed);
        var journals = new VolatileJournals();
        var state = new ModerationState(_serializer);
        await using (var manager = journals.Open("moderation/0", ("moderation", state)))
        {
            await manager.InitializeAsync(TestContext.Current.CancellationToken);
            for (var write = 0; write < 200; write++)
            {
                Step(state, random);
                if (random.Next(3) == 0) Step(state, random);
                journals.CompactNext = random.Next(10) == 0;
                await manager.WriteStateAsync(TestContext.Current.CancellationToken);
            }
        }

        var back = new ModerationState(_serializer);
        await using var reader = journals.Open("moderation/0", ("moderation", back));
        await reader.InitializeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(state.Cases.All.Select(Told), back.Cases.All.Select(Told));
        Assert.Equal(state.Cases.Settled.Select(Told), back.Cases.Settled.Select(Told));
        Assert.Equal(state.Log.Untold, back.Log.Untold);
        Assert.Equal(state.Log.All, back.Log.All);
        Assert.Equal(state.Log.Carried, back.Log.Carried);
        Assert.Equal(state.Log.ToCarry, back.Log.ToCarry);
        Assert.All(Enumerable.Range(1, 20), author => Assert.Equal(state.IsForgotten(author), back.IsForgotten(author)));
        Assert.Equal(state.Cases.NextId(), back.Cases.NextId());
        Assert.Equal(state.Decide(Decision(random, 0)).Number, back.Decide(Decision(random, 0)).Number);
    }

    [Fact]
    public async Task Log_OldestDecisionCanNotBeCarriedOut_StaysWithinItsBoundAndKeepsIt()
    {
        var journals = new VolatileJournals();
        var state = new ModerationState(_serializer);
        await using (var manager = journals.Open("moderation/0", ("moderation", state)))
        {
            await manager.InitializeAsync(TestContext.Current.CancellationToken);
            for (var number = 1; number <= ModerationLimits.MaxDecisions + 100; number++)
            {
                state.Decide(Decision(random: new Random(1), caseId: 0) with { FilmId = $"film-{number}" });
                if (number > 1) state.Carried(number);
            }

            await manager.WriteStateAsync(TestContext.Current.CancellationToken);
            journals.CompactNext = true;
            state.Carried(number: 2);
            await manager.WriteStateAsync(TestContext.Current.CancellationToken);
        }

        var back = new ModerationState(_serializer);
        await using var reader = journals.Open("moderation/0", ("moderation", back));
        await reader.InitializeAsync(TestContext.Current.CancellationToken);

        Assert.All([state, back], log =>
        {
            Assert.Equal(ModerationLimits.MaxDecisions, log.Log.All.Count());
            Assert.Equal([1, 102], log.Log.All.Take(2).Select(decision => decision.Number));
            Assert.Equal(1, Assert.Single(log.Log.ToCarry).Number);
        });
    }

    private static void Step(ModerationState state, Random random)
    {
        var (author, reporter) = (random.Next(1, 20), random.Next(1, 30));
        switch (random.Next(10))
        {
            case 7: state.Appeal(new ReviewAppeal("film", author, "Why", DateTimeOffset.UnixEpoch, random.Next(1, 5))); break;
            case 8: state.Look(new ReviewLook("film", author, CaseKind.Reported, random.Next(1, 5)), DateTimeOffset.UnixEpoch); break;
            case 9 when state.Log.Untold.FirstOrDefault() is { } untold: state.AuthorTold(untold.Number); break;
            case 0: state.Look(new ReviewLook("film", author, CaseKind.FirstReview), DateTimeOffset.UnixEpoch); break;
            case 1 when state.Cases.All.FirstOrDefault() is { } open: state.Decide(Decision(random, open.CaseId)); break;
            case 2 when state.Log.ToCarry.FirstOrDefault() is { } due: state.Carried(due.Number); break;
            case 3 when state.Log.ToCarry.LastOrDefault() is { } refused && random.Next(3) == 0: state.Drop(refused.Number); break;
            case 4 when random.Next(4) == 0: state.Forget(author); break;
            default: state.Report(new ReviewReport("film", author, reporter, "Reason", DateTimeOffset.UnixEpoch)); break;
        }
    }

    private static ModerationDecision Decision(Random random, long caseId) =>
        new(0, ModerationAction.Hide, 99, DateTimeOffset.UnixEpoch, "Why", "film", random.Next(1, 20), caseId, 0, 0)
        {
            Revision = random.Next(1, 5), Kind = CaseKind.Reported, TellsAuthor = random.Next(2) == 0,
        };

    private static string Told(SettledCase settled) => $"{settled.Revision} {Told(settled.Case)}";

    private static string Told(ModerationCase open) =>
        $"{open.CaseId} {open.Kind} {open.AuthorId} [{string.Join(' ', open.Reporters)}] [{string.Join(' ', open.Reports)}] "
        + $"{open.Revision} {open.Appeal} {open.CameBack}";
}
