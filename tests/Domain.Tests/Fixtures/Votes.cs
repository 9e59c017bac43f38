using FsCheck;
using FsCheck.Fluent;
using Reviews.Domain.Ballots;

namespace Domain.Tests.Fixtures;

/// <summary>
/// Sequences of votes as a film may see them: re-votes, withdrawals, duplicates and late arrivals, since members and tickets are few.
/// </summary>
internal static class Votes
{
    private const uint Day = 86_400;

    private static readonly long[] SomeMembers =
        [0, 1, -1, 2, 255, 256, 1L << 32, (1L << 32) + 1, long.MaxValue, long.MinValue, 1L << 62, 0x00FF00FF00FF00FF];

    private static readonly uint[] SomeTimes =
        [0, 1, Day - 1, Day, (2 * Day) - 1, 1_790_000_000, 1_790_000_001, 1_790_000_000 + Day, uint.MaxValue - 1, uint.MaxValue];

    private static readonly Gen<uint> Times =
        Gen.OneOf(Gen.Elements(SomeTimes), Gen.Choose(0, 400).Select(day => 1_700_000_000u + ((uint)day * Day)));

    /// <summary>Up to 60 votes of a dozen members with awkward ids.</summary>
    public static Arbitrary<BallotEntry[]> OfFewMembers { get; } =
        Properties.ArraysOf(Of(Gen.Elements(SomeMembers), mostTicket: 8), 0, 60);

    /// <summary>Thousands of votes of up to 2,000 members: enough that tables grow and split while registers are overwritten.</summary>
    public static Arbitrary<BallotEntry[]> OfManyMembers { get; } =
        Properties.ArraysOf(Of(Gen.Choose(1, 2_000).Select(member => member * 1_000_003L), mostTicket: 4), 1_000, 4_000);

    /// <summary>Up to four windows, whose edges are times of votes and seconds beside them; many overlap.</summary>
    public static Gen<ExcludedWindow[]> Windows { get; } =
        Gen.Choose(0, 4).SelectMany(count => Gen.ArrayOf(
            from one in Times
            from length in Gen.Elements(1u, 2u, 3_600u, Day, 30 * Day)
            select new ExcludedWindow(one, one > uint.MaxValue - length ? uint.MaxValue : one + length),
            count)).Select(windows => Array.FindAll(windows, window => window.From < window.Until));

    private static Gen<BallotEntry> Of(Gen<long> members, int mostTicket) =>
        from member in members
        from ticket in Gen.Frequency((20, Gen.Choose(0, mostTicket).Select(ticket => (uint)ticket)), (1, Gen.Constant(uint.MaxValue)))
        from castAt in Times
        from halfStars in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(1, 10)))
        from suspended in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from young in Gen.Elements(false, true)
        select new BallotEntry(member, ticket, castAt, (byte)halfStars, suspended, young);
}
