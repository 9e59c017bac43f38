using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace Reviews.Testing;

/// <summary>
/// Waits for asynchronous effects. A read may find nothing yet: it returns null, or throws one of <see cref="NotYet"/>. On timeout the last
/// observation is reported; any other exception from a read ends the wait immediately.
/// </summary>
internal static class Eventually
{
    private static readonly Wait Usual = new(TimeSpan.FromMinutes(4), 20);

    /// <summary>Reads until the value is there and right, and returns it.</summary>
    [OverloadResolutionPriority(1)]
    public static Task<T> GetAsync<T>(
        Func<Task<T>> read, Func<T, bool> isRight, [CallerArgumentExpression(nameof(isRight))] string wanted = "") =>
        Usual.ForAsync(read, value => value is not null && isRight(value), NotYet.Is, wanted);

    /// <summary>The same for a synchronous read.</summary>
    public static Task<T> GetAsync<T>(
        Func<T> read, Func<T, bool> isRight, [CallerArgumentExpression(nameof(isRight))] string wanted = "") =>
        GetAsync(() => Task.FromResult(read()), isRight, wanted);

    /// <summary>Repeats a call that may fail without anyone knowing whether it took effect, as a client does after a 503.</summary>
    public static Task<T> AnsweredAsync<T>(Func<Task<T>> call, [CallerArgumentExpression(nameof(call))] string wanted = "") =>
        Usual.ForAsync(call, _ => true, MayBeRepeated, wanted);

    /// <summary>
    /// Repeats such a call until its result is right: an activation that is ending answers queued calls with whatever ended it.
    /// </summary>
    public static Task<T> AnsweredAsync<T>(
        Func<Task<T>> call, Func<T, bool> isRight, [CallerArgumentExpression(nameof(isRight))] string wanted = "") =>
        Usual.ForAsync(call, value => value is not null && isRight(value), MayBeRepeated, wanted);

    /// <summary>Awaits a task that something else completes, with the usual limit.</summary>
    public static async Task DoneAsync(Task task, string wanted)
    {
        try
        {
            await task.WaitAsync(Usual.Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new WaitException($"After {Usual.Limit:c} it is not so that {wanted}.", null);
        }
    }

    /// <summary>Waits until nobody is listening at the address.</summary>
    public static Task RefusedAsync(Uri address) => GetAsync(() => ListensAsync(address), listens => !listens);

    private static bool MayBeRepeated(Exception failure) =>
        failure is not IAssertionException && !TestContext.Current.CancellationToken.IsCancellationRequested;

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
