using System.Collections;
using Xunit.Sdk;

namespace Reviews.Testing;

/// <summary>How long something is waited for, and how often it is looked at before it counts as failed.</summary>
/// <param name="Limit">Ends a test that has failed. Nothing that works is told from what does not by it, also on a machine whose cores are
/// all busy.</param>
/// <param name="Readings">It is looked at so often at the least, whatever the clock says: a machine may have stood still meanwhile.</param>
internal sealed record Wait(TimeSpan Limit, int Readings)
{
    /// <summary>Enough to know what was seen; the end of it, because logs tell the newest there.</summary>
    private const int MaxTold = 2_000;

    /// <summary>The time between two readings.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Reads until it is right. When the time is up, the failure tells what was wanted and what was seen last.</summary>
    /// <param name="read">May throw.</param>
    /// <param name="isRight">May throw as well, of what is not there yet.</param>
    /// <param name="isNotYet">Which exceptions only say that it is not there yet; the others end the wait.</param>
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

    /// <summary>A reading that hangs ends the wait as well.</summary>
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

/// <summary>What was waited for did not come.</summary>
/// <param name="message">What was wanted, and what was seen last.</param>
/// <param name="seen">What the last reading threw, if it did.</param>
internal sealed class WaitException(string message, Exception? seen) : XunitException(message, seen);
