using BenchmarkDotNet.Attributes;
using Reviews.Domain.Ballots;

namespace Reviews.Benchmarks;

/// <summary>What one vote costs a film that has <see cref="Votes"/> of them: a changed vote, so that the book keeps its size.</summary>
[MemoryDiagnoser]
public class BallotBookBenchmarks
{
    private const uint RatedAt = 20_000 * 24;
    private const int Changes = 1 << 10;

    private readonly BallotBook _book = new();
    private uint _ticket;

    [Params(1_000, 100_000, 1_000_000)]
    public int Votes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        for (var member = 0; member < Votes; member++) _book.Enter(Entry(member));
    }

    /// <summary>1,024 members spread over the book change their stars.</summary>
    [Benchmark(OperationsPerInvoke = Changes)]
    public bool Enter()
    {
        var entered = true;
        for (var change = 0; change < Changes; change++) entered &= _book.Enter(Entry((change * 7_919L) % Votes));
        return entered;
    }

    /// <summary>All that the book holds, counted again: what an audit does.</summary>
    [Benchmark]
    public int Recount() => _book.Recount().Count;

    private BallotEntry Entry(long member)
    {
        _ticket++;
        return new BallotEntry(member, _ticket, RatedAt, (byte)(1 + _ticket % 10));
    }
}
