using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Reviews.Application.Films;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;

namespace Reviews.Api.Live;

/// <summary>A film that is or was watched on this node: its newest rating, and its watchers in each slot.</summary>
internal sealed class FilmTopic
{
    private readonly MethodCache _method;
    private readonly Lock _writing = new();
    private FilmRating _rating;
    private LiveMessage? _message;

    public FilmTopic(FilmRating rating, MethodCache method, int slots)
    {
        (_rating, _method) = (rating, method);
        Rows = [.. Enumerable.Range(0, slots).Select(_ => new TopicRow(this))];
    }

    public string FilmId => _rating.FilmId;

    /// <summary>The film's watchers, by slot.</summary>
    public TopicRow[] Rows { get; }

    /// <summary>Takes a rating if it is newer.</summary>
    public void Offer(FilmRating rating)
    {
        lock (_writing)
        {
            if (rating.Version > _rating.Version) Volatile.Write(ref _rating, rating);
        }
    }

    /// <summary>The newest rating, ready to send; serialized once for everyone who gets it.</summary>
    public LiveMessage Newest()
    {
        var method = _method.Current;
        if (Volatile.Read(ref _message) is { } ready && ready.Says(Volatile.Read(ref _rating), method)) return ready;
        lock (_writing)
        {
            if (_message is { } made && made.Says(_rating, method)) return made;
            var message = new LiveMessage(RatingMessage.Of(_rating, method), method.Revision);
            Volatile.Write(ref _message, message);
            return message;
        }
    }
}

/// <summary>A film's watchers in one slot. Guarded by the slot, except for <see cref="Queued"/>.</summary>
internal sealed class TopicRow(FilmTopic topic)
{
    /// <summary>1 while the row waits for the slot's next sweep.</summary>
    public int Queued;

    public FilmTopic Topic => topic;

    public List<Watch> Watches { get; } = [];
}

/// <summary>A rating with its bytes: serialized once, whoever gets it.</summary>
internal sealed class LiveMessage(RatingMessage rating, int methodRevision)
{
    public RatingMessage Rating => rating;

    /// <summary>True when these are the rating's votes, weighted by that method.</summary>
    public bool Says(FilmRating votes, RatingMethod method) => rating.Version == votes.Version && methodRevision == method.Revision;

    public SerializedHubMessage Serialized { get; } =
        new(new InvocationMessage(nameof(IRatingsClient.RatingChanged), [rating]));
}
