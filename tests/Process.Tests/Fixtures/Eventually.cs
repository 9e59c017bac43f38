using System.Net.Sockets;

namespace Process.Tests.Fixtures;

/// <summary>Waits for what happens by itself; after a minute it has failed.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task HoldsAsync(Func<bool> holds)
    {
        for (var start = TimeProvider.System.GetTimestamp(); !holds();)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Limit, "It does not hold after a minute.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until nobody listens at the address.</summary>
    public static async Task RefusedAsync(Uri address)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                using var caller = new TcpClient();
                await caller.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                return;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < Limit, "It still listens after a minute.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
