using Domain.Tests.Fixtures;
using FsCheck;
using FsCheck.Fluent;
using Reviews.Domain.Ballots;

namespace Domain.Tests.Ballots;

public sealed class BallotBookPropertyTests
{
    [Fact]
    public void Enter_AnySequenceOfFewMembers_AgreesWithNaiveBookAfterEveryVote() =>
        Properties.Holds(
            Votes.OfFewMembers,
            votes =>
            {
                var (book, naive) = (new BallotBook(), new NaiveBook());
                foreach (var vote in votes)
                {
                    var before = book.Version;
                    Assert.Equal(naive.Enter(vote), book.Enter(vote));
                    Assert.InRange(book.Version, before, before + 1);
                    BookAssert.Same(naive, book);
                }
            },
            runs: 100);

    [Fact]
    public void Enter_AnySequenceOfManyMembers_AgreesWithNaiveBook() =>
        Properties.Holds(
            Votes.OfManyMembers,
            votes =>
            {
                var (book, naive) = (new BallotBook(), new NaiveBook());
                Assert.All(votes, vote => Assert.Equal(naive.Enter(vote), book.Enter(vote)));
                BookAssert.Same(naive, book);
            },
            runs: 20);

    [Fact]
    public void Enter_SameVotesInAnyOrderWithDistinctTickets_EndsInSameStars() =>
        Properties.Holds(Votes.OfFewMembers, votes =>
        {
            var distinct = votes.DistinctBy(vote => (vote.MemberId, vote.Ticket)).ToArray();
            var (forth, back) = (new BallotBook(), new BallotBook());
            Array.ForEach(distinct, vote => forth.Enter(vote));
            Array.ForEach([.. distinct.Reverse()], vote => back.Enter(vote));
            Assert.Equal(forth.Scorecard, back.Scorecard);
        });

    [Fact]
    public void Exclude_AnyWindowsBetweenAnyVotes_AgreesWithNaiveBookAfterEachStep() =>
        Properties.Holds(
            VotesAndWindows,
            steps =>
            {
                var (book, naive) = (new BallotBook(), new NaiveBook());
                foreach (var (vote, windows) in steps)
                {
                    var before = book.Version;
                    Assert.Equal(naive.Enter(vote), book.Enter(vote));
                    if (windows is not null)
                    {
                        naive.Exclude(windows);
                        book.Exclude(windows);
                    }

                    Assert.True(book.Version >= before);
                    BookAssert.Same(naive, book);
                }
            },
            runs: 100);

    [Fact]
    public void Exclude_SameVotesAndWindowsInAnotherOrder_EndInTheSameNumbers() =>
        Properties.Holds(VotesAndWindows, steps =>
        {
            var (mixed, after) = (new BallotBook(), new BallotBook());
            foreach (var (vote, windows) in steps)
            {
                mixed.Enter(vote);
                if (windows is not null) mixed.Exclude(windows);
            }

            Array.ForEach(steps, step => after.Enter(step.Vote));
            after.Exclude(mixed.Windows);
            Assert.Equal(mixed.Scorecard, after.Scorecard);
            Assert.Equal(mixed.Timeline(), after.Timeline());
            Assert.Equal(mixed.ReadWindows(), after.ReadWindows());
        });

    [Fact]
    public void Restore_SnapshotInTheMiddleThenReplay_GivesTheSameBook() =>
        Properties.Holds(CutAnywhere(Votes.OfFewMembers), SnapshotAndReplayAgree);

    [Fact]
    public void Restore_SnapshotOfManyMembersInTheMiddleThenReplay_GivesTheSameBook() =>
        Properties.Holds(CutAnywhere(Votes.OfManyMembers), SnapshotAndReplayAgree, runs: 10);

    private static void SnapshotAndReplayAgree((BallotEntry[] Votes, int Cut, int Overlap) input)
    {
        var (living, naive) = (new BallotBook(), new NaiveBook());
        Array.ForEach(input.Votes[..input.Cut], vote => living.Enter(vote));
        var (snapshot, version) = (Packed(living), living.Version);
        Array.ForEach(input.Votes[input.Cut..], vote => living.Enter(vote));
        Array.ForEach(input.Votes, vote => naive.Enter(vote));

        // A log may still hold records that the snapshot has already: replaying them must change nothing.
        var recovered = new BallotBook();
        Array.ForEach(snapshot, packed => recovered.Enter(BallotEntry.Read(packed)));
        recovered.Restore(version);
        Array.ForEach(input.Votes[(input.Cut - input.Overlap)..], vote => recovered.Enter(vote));

        BookAssert.Same(naive, living);
        BookAssert.Same(naive, recovered);
    }

    private static Arbitrary<(BallotEntry Vote, ExcludedWindow[]? Windows)[]> VotesAndWindows { get; } = Arb.From(
        from votes in Votes.OfFewMembers.Generator
        from windows in Gen.ArrayOf(
            Gen.Frequency(
                (4, Gen.Constant<ExcludedWindow[]?>(null)), (1, Votes.Windows.Select(some => (ExcludedWindow[]?)some))), votes.Length)
        select votes.Zip(windows).ToArray());

    private static byte[][] Packed(BallotBook book) =>
        [.. book.Entries().Select(entry =>
        {
            var bytes = new byte[BallotEntry.PackedSize];
            entry.Write(bytes);
            return bytes;
        })];

    private static Arbitrary<(BallotEntry[] Votes, int Cut, int Overlap)> CutAnywhere(Arbitrary<BallotEntry[]> votes) =>
        Arb.From(
            from sequence in votes.Generator
            from cut in Gen.Choose(0, sequence.Length)
            from overlap in Gen.Choose(0, cut)
            select (sequence, cut, overlap));
}
