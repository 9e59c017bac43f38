namespace Reviews.Api.Tests.Fixtures;

/// <summary>Waits for what comes by itself. The limit only ends a test that has failed.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<T> GetAsync<T>(Func<Task<T>> read, Func<T, bool> isRight)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (isRight(value)) return value;
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Limit, $"After {Limit} it still is {value}.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
