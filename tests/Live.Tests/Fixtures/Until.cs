using Microsoft.Extensions.Time.Testing;

namespace Live.Tests.Fixtures;

/// <summary>Waits for what comes by itself. The limit only ends a test that would never end.</summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var ct = TestContext.Current.CancellationToken;
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, $"It never came true that {what}.");
            await Task.Delay(Step, ct);
        }
    }

    /// <summary>The same, with a clock that the test drives: it moves on while we wait.</summary>
    public static async Task TrueAsync(FakeTimeProvider clock, TimeSpan by, Func<bool> condition, string what)
    {
        await TrueAsync(
            () =>
            {
                if (condition()) return true;
                clock.Advance(by);
                return false;
            },
            what);
    }
}
