using System.Net.Sockets;

namespace Tests.Shared;

/// <summary>Waits for what happens by itself. The limit only ends a test that has failed.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads until the value is right; after a minute the last value is the failure.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> read, Func<T, bool> isRight)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            var value = await read();
            if (isRight(value)) return value;
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Limit, $"After {Limit} it still is {value}.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until it holds.</summary>
    public static Task HoldsAsync(Func<bool> holds) => GetAsync(() => Task.FromResult(holds()), held => held);

    /// <summary>Repeats a call that may fail without anyone knowing whether it took effect, as a client does after a 503.</summary>
    public static async Task<T> AnsweredAsync<T>(Func<Task<T>> call)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                return await call();
            }
            catch (Exception) when (TimeProvider.System.GetElapsedTime(start) < Limit)
            {
                await Task.Delay(Pause, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Repeats such a call until its answer is right: an activation that ends answers queued calls with what ended it.</summary>
    public static Task<T> AnsweredAsync<T>(Func<Task<T>> call, Func<T, bool> isRight) => GetAsync(() => AnsweredAsync(call), isRight);

    /// <summary>Waits until nobody listens at the address.</summary>
    public static Task RefusedAsync(Uri address) => GetAsync(() => ListensAsync(address), listens => !listens);

    private static async Task<bool> ListensAsync(Uri address)
    {
        try
        {
            using var caller = new TcpClient();
            await caller.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
