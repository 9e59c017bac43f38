using System.Net;
using Xunit.Sdk;

namespace Conventions.Tests.Waits;

/// <summary>How the tests wait: for what is not there yet, and with a word at the end.</summary>
public sealed class EventuallyTests
{
    /// <summary>Its time is up at once, after three looks.</summary>
    private static readonly Wait Short = new(TimeSpan.Zero, 3);

    public static TheoryData<string> Absences => ["null", "empty", "index", "none", "property", "file", "404", "503"];

    [Theory]
    [MemberData(nameof(Absences))]
    public async Task GetAsync_NotThereYet_WaitsUntilItIs(string absence)
    {
        var looks = 0;
        var value = await Eventually.GetAsync(() => ++looks < 4 ? Absent(absence) : "there", text => text == "there");
        Assert.Equal(("there", 4), (value, looks));
    }

    [Fact]
    public async Task GetAsync_ConditionThatFindsNothingYet_WaitsAsWell()
    {
        var looks = 0;
        var found = await Eventually.GetAsync(() => new int[looks++], numbers => numbers[1] == 0);
        Assert.Equal(2, found.Length);
    }

    [Fact]
    public async Task GetAsync_OtherExceptions_EndTheWaitAtOnce()
    {
        var looks = 0;
        await Assert.ThrowsAsync<FormatException>(() => Eventually.GetAsync(() => int.Parse("x" + ++looks, null), number => number == 1));
        await Assert.ThrowsAnyAsync<XunitException>(() => Eventually.GetAsync(() => ++looks, number => Wrong(number)));
        await Assert.ThrowsAnyAsync<XunitException>(() => Eventually.AnsweredAsync(() => Task.FromResult(Wrong(++looks))));
        Assert.Equal(3, looks);
    }

    [Fact]
    public async Task ForAsync_TimeIsUp_TellsWhatWasWantedAndSeenLast()
    {
        var looks = 0;
        var failure = await Assert.ThrowsAsync<WaitException>(
            () => Short.ForAsync(() => Task.FromResult(new[] { "look", $"{++looks}" }), _ => false, NotYet.Is, "the film is known"));
        Assert.Equal(3, looks);
        Assert.EndsWith("3 readings it is not so that the film is known. Seen last: [look, 3]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForAsync_TimeIsUpWithNothingThere_TellsTheLastException()
    {
        var failure = await Assert.ThrowsAsync<WaitException>(
            () => Short.ForAsync(() => Task.FromResult(Absent("property")), _ => true, NotYet.Is, "it is there"));
        Assert.Contains("Seen last: KeyNotFoundException: ", failure.Message, StringComparison.Ordinal);
        Assert.IsType<KeyNotFoundException>(failure.InnerException);
    }

    [Fact]
    public async Task ForAsync_ReadingThatHangs_EndsTheWait()
    {
        var hanging = new TaskCompletionSource<int>();
        var failure = await Assert.ThrowsAsync<WaitException>(() => Short.ForAsync(() => hanging.Task, _ => true, NotYet.Is, "it answers"));
        Assert.Contains("did not return", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnsweredAsync_CallThatFails_IsRepeated()
    {
        var calls = 0;
        var answer = await Eventually.AnsweredAsync(
            () => ++calls < 3 ? Task.FromException<int>(new TimeoutException()) : Task.FromResult(calls), number => number == 5);
        Assert.Equal((5, 5), (answer, calls));
    }

    private static bool Wrong(int number)
    {
        Assert.Fail($"{number}");
        return true;
    }

    private static string? Absent(string absence) => absence switch
    {
        "null" => null,
        "empty" => Array.Empty<string>().First(),
        "index" => Array.Empty<string>()[absence.Length],
        "none" => ((string?)null)!.Trim(),
        "property" => new Dictionary<string, string>()[absence],
        "file" => File.ReadAllText(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString())),
        _ => throw new HttpRequestException(absence, inner: null, Enum.Parse<HttpStatusCode>(absence)),
    };
}
