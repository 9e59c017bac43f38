namespace Reviews.Api.Live;

/// <summary>One connection: the films it watches, what is waiting to be sent, and its only sender.</summary>
/// <remarks>Its slot guards everything except the sending itself, which belongs to whoever <see cref="TryTake"/> let in.</remarks>
internal sealed partial class LiveConnection(
    IMessageSink sink, LiveSlot slot, CallBudget budget, LiveMeter meter, TimeProvider clock, ILogger log)
{
    private List<Watch> _pending = [];
    private List<Watch> _sending = [];
    private long _writeStarted;
    private volatile bool _busy;

    public IMessageSink Sink => sink;

    public LiveSlot Slot => slot;

    public CallBudget Budget => budget;

    /// <summary>The films it watches; at most <see cref="LiveLimits.MaxWatchedFilms"/>.</summary>
    public Dictionary<string, Watch> Watches { get; } = new(StringComparer.Ordinal);

    /// <summary>The connection is gone.</summary>
    public bool Left { get; set; }

    /// <summary>Films waiting to be sent: never more than it watches.</summary>
    public int PendingFilms => _pending.Count;

    /// <summary>True while a write is in flight.</summary>
    public bool IsBusy => _busy;

    /// <summary>How long the write in flight has taken so far.</summary>
    public TimeSpan WriteTime => clock.GetElapsedTime(Volatile.Read(ref _writeStarted));

    /// <summary>Listed by the slot as having something to send.</summary>
    public bool IsListed { get; set; }

    /// <summary>Marks a film to be sent with its newest rating; marking it twice changes nothing.</summary>
    public void Mark(Watch watch)
    {
        if (watch.Pending) return;
        watch.Pending = true;
        _pending.Add(watch);
    }

    /// <summary>Drops a watch that ended.</summary>
    public void Unmark(Watch watch)
    {
        if (watch.Pending) _pending.Remove(watch);
    }

    /// <summary>Claims the sending of everything that is waiting; false while earlier writes are in flight.</summary>
    public bool TryTake()
    {
        if (_busy) return false;
        (_pending, _sending) = (_sending, _pending);
        foreach (var watch in _sending) watch.Pending = false;
        Volatile.Write(ref _writeStarted, clock.GetTimestamp());
        _busy = true;
        return true;
    }

    /// <summary>Sends what was taken, one write after the other, each with the newest rating at that moment.</summary>
    public async Task SendAsync()
    {
        try
        {
            foreach (var watch in _sending)
            {
                var newest = watch.Row.Topic.Newest();
                if (watch.Ended || newest.Rating.Version <= watch.Sent) continue;
                watch.Sent = newest.Rating.Version;
                Volatile.Write(ref _writeStarted, clock.GetTimestamp());
                await sink.WriteAsync(newest.Serialized);
                meter.Pushed();
            }
        }
        catch (Exception error)
        {
            LogSendFailed(log, error, sink.Id);
            meter.Closed("failed");
            sink.Abort();
        }
        finally
        {
            _sending.Clear();
            _busy = false;
        }
    }
}
