namespace Grains.Tests.Fixtures;

/// <summary>Waits for what happens by itself.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Repeats a call that may fail without anyone knowing whether it took effect, as a client does after a 503.</summary>
    public static async Task<T> AnsweredAsync<T>(Func<Task<T>> call)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception) when (TimeProvider.System.GetElapsedTime(start) < Limit)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Asks until the answer satisfies; after a minute the last answer is the failure.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> satisfies)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await AnsweredAsync(ask);   // an activation that ends answers queued calls with what ended it
            if (satisfies(answer)) return answer;
            if (TimeProvider.System.GetElapsedTime(start) > Limit) Assert.Fail($"After {Limit.TotalSeconds} s the answer is still: {answer}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
