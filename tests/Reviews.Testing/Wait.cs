using System.Collections;
using Xunit.Sdk;

namespace Reviews.Testing;

/// <summary>How long to wait for something, and how often to check it before it counts as failed.</summary>
/// <param name="Limit">Ends a test that has failed. Working code never depends on it, even on a fully loaded machine.</param>
/// <param name="Readings">The minimum number of checks, whatever the clock says: the machine may have been suspended in the
/// meantime.</param>
internal sealed record Wait(TimeSpan Limit, int Readings)
{
    /// <summary>Enough to know what was seen; the end of it, because that is where logs are newest.</summary>
    private const int MaxTold = 2_000;

    /// <summary>The time between two reads.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Reads until it is right. On timeout, the failure reports what was wanted and what was seen last.</summary>
    /// <param name="read">May throw.</param>
    /// <param name="isRight">May also throw, about what is not there yet.</param>
    /// <param name="isNotYet">Which exceptions only mean that it is not there yet; others end the wait.</param>
    /// <param name="wanted">What is waited for, in words or as it is written in the test.</param>
    public async Task<T> ForAsync<T>(Func<Task<T>> read, Func<T, bool> isRight, Func<Exception, bool> isNotYet, string wanted)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var readings = 1; ; readings++)
        {
            string seen;
            Exception? thrown = null;
            try
            {
                var value = await ReturnedAsync(read, wanted);
                if (isRight(value)) return value;
                seen = Told(value);
            }
            catch (Exception failure) when (isNotYet(failure))
            {
                (seen, thrown) = ($"{failure.GetType().Name}: {failure.Message}", failure);
            }

            var waited = TimeProvider.System.GetElapsedTime(start);
            if (readings >= Readings && waited >= Limit)
                throw new WaitException($"After {waited:c} and {readings} readings it is not so that {wanted}. Seen last: {seen}", thrown);
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A read that hangs also ends the wait.</summary>
    private async Task<T> ReturnedAsync<T>(Func<Task<T>> read, string wanted)
    {
        var reading = read();
        try
        {
            return await reading.WaitAsync(Limit < Pause ? Pause : Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException) when (!reading.IsCompleted)
        {
            throw new WaitException($"A reading did not return within {Limit:c}; it was to show that {wanted}.", null);
        }
    }

    private static string Told(object? value)
    {
        var told = value switch
        {
            null => "nothing",
            string text => text.Length == 0 ? "an empty text" : text,
            IEnumerable many => $"[{string.Join(", ", many.Cast<object?>())}]",
            _ => value.ToString() ?? "",
        };
        return told.Length <= MaxTold ? told : "…" + told[^MaxTold..];
    }
}

/// <summary>What was waited for did not happen.</summary>
/// <param name="message">What was wanted, and what was seen last.</param>
/// <param name="seen">What the last read threw, if anything.</param>
internal sealed class WaitException(string message, Exception? seen) : XunitException(message, seen);
