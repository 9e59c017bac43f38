namespace Reviews.Grains.Members;

/// <summary>One turn per key at a time, in request order. Runs on the grain's scheduler; no locks.</summary>
internal sealed class KeyedAsyncLock
{
    private readonly Dictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _waiting = new(StringComparer.Ordinal);

    /// <summary>Takes the film's turn; null when it did not come up in time.</summary>
    public async Task<IDisposable?> TakeAsync(string filmId, TimeSpan timeLeft)
    {
        if (!_turns.TryGetValue(filmId, out var turn)) _turns[filmId] = turn = new SemaphoreSlim(1, 1);
        _waiting[filmId] = _waiting.GetValueOrDefault(filmId) + 1;
        if (await turn.WaitAsync(timeLeft > TimeSpan.Zero ? timeLeft : TimeSpan.Zero)) return new LockHandle(this, filmId);
        Leave(filmId);
        return null;
    }

    private void Leave(string filmId)
    {
        if (--_waiting[filmId] > 0) return;
        _waiting.Remove(filmId);
        _turns.Remove(filmId, out var turn);
        turn!.Dispose();
    }

    private sealed class LockHandle(KeyedAsyncLock owner, string filmId) : IDisposable
    {
        public void Dispose()
        {
            owner._turns[filmId].Release();
            owner.Leave(filmId);
        }
    }
}
