using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Reviews.Storage;

namespace Storage.Tests;

/// <summary>Damage is reported once, kept within a limit, rechecked less and less often, and forgotten once repaired.</summary>
public sealed class UnreadableSubjectsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly UnreadableSubjects _subjects;

    public UnreadableSubjectsTests() => _subjects = new UnreadableSubjects(_services.GetRequiredService<IMeterFactory>(), _time);

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Note_Twice_IsNewsOnceUntilCleared()
    {
        Assert.True(_subjects.Note(Damage("film/heat")));
        Assert.False(_subjects.Note(Damage("film/heat")));
        Assert.Equal(("film/heat", "segment 5 is missing"), (_subjects.Current.Single().Record, _subjects.Current.Single().Detail));
        Assert.True(_subjects.Clear("film/heat"));
        Assert.False(_subjects.Clear("film/heat"));
        Assert.False(_subjects.Any);
        Assert.True(_subjects.Note(Damage("film/heat")));
    }

    [Fact]
    public void Note_OfARecord_IsFoundByItsGrain()
    {
        _subjects.Note(Damage("keyring/0#keys"));
        Assert.Equal("keyring/0#keys", _subjects.Find("keyring/0")?.Record);
        Assert.True(_subjects.Clear("keyring/0"));
    }

    [Fact]
    public void FindPaused_OverTime_LetsOneThroughAfterLongerAndLongerPauses()
    {
        _subjects.Note(Damage("shard/E"));
        var asked = 0;
        for (var second = 0; second < 3_600; second++)
        {
            for (var caller = 0; caller < 3; caller++) asked += _subjects.FindPaused("shard/E") is null ? 1 : 0;
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(asked, 3_600 / 32, (3_600 / 32) + 6);
        Assert.Null(_subjects.FindPaused("shard/F"));
    }

    [Fact]
    public void Note_MoreThanTheLimit_KeepsTheFirst()
    {
        for (var number = 0; number < UnreadableSubjects.MaxSubjects + 10; number++) _subjects.Note(Damage($"film/{number}"));
        Assert.Equal(UnreadableSubjects.MaxSubjects, _subjects.Current.Count);
        Assert.NotNull(_subjects.Find("film/0"));
    }

    private static CorruptRecordException Damage(string record) => new(record, "segment 5 is missing");
}
