using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Reviews.Contracts.Mail;
using Reviews.Grains.Mail;

namespace Grains.Tests.Mail;

/// <summary>The outbox's journal, written by the real manager and read back by another, with snapshots in the middle.</summary>
public sealed class OutboxReplayTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 30, 1, 2, 3, TimeSpan.Zero);

    private readonly Serializer<OutboxChange[]> _serializer =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer<OutboxChange[]>>();

    [Fact]
    public async Task State_RandomStepsWithSnapshotsInTheMiddle_ReadsBackTheSame()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"PROPERTY_SEED={seed} repeats this run.");
        var random = new Random(seed);
        var journals = new VolatileJournals();
        var state = new OutboxState(_serializer);
        await using (var manager = journals.Open("outbox/0", ("letters", state)))
        {
            await manager.InitializeAsync(TestContext.Current.CancellationToken);
            for (var write = 0; write < 300; write++)
            {
                for (var steps = random.Next(1, 4); steps > 0; steps--) Step(state, random);
                journals.CompactNext = random.Next(10) == 0;
                await manager.WriteStateAsync(TestContext.Current.CancellationToken);
            }
        }

        var back = new OutboxState(_serializer);
        await using var reader = journals.Open("outbox/0", ("letters", back));
        await reader.InitializeAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(back.All);
        Assert.Equal(state.All.Select(Told), back.All.Select(Told));
        Assert.Equal(state.Count, back.Count);
        Assert.All(back.All, letter => Assert.True(back.Knows(letter.Letter.LetterId)));
    }

    private static void Step(OutboxState state, Random random)
    {
        var some = state.All.Select(letter => letter.Letter.LetterId).ToArray();
        if (some.Length > 0 && random.Next(5) < 2) state.Remove(some[random.Next(some.Length)]);
        else state.Post(new SealedEmail(NewId(random), [.. Enumerable.Repeat((byte)random.Next(256), random.Next(1, 50))]), Day);
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static string Told(EmailQueued letter) => $"{letter.Letter.LetterId} {Convert.ToHexString(letter.Letter.Bytes)} {letter.At:O}";
}
