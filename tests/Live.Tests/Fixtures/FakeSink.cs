using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Reviews.Api.Live;
using Reviews.Application.Films;

namespace Live.Tests.Fixtures;

/// <summary>A connection's far end. While it is stuck a write stays in flight until the test lets it go.</summary>
internal sealed class FakeSink(string id) : IMessageSink
{
    private TaskCompletionSource? _inFlight;

    public string Id => id;

    public bool Stuck { get; set; }

    public bool IsAborted { get; private set; }

    public bool HasWriteInFlight => _inFlight is not null;

    /// <summary>All that was written, oldest first.</summary>
    public List<RatingMessage> Written { get; } = [];

    /// <summary>The messages as objects: the same for all who got the same bytes.</summary>
    public List<SerializedHubMessage> Raw { get; } = [];

    public ValueTask WriteAsync(SerializedHubMessage message)
    {
        Assert.False(HasWriteInFlight, "two writes in flight on one connection");
        var invocation = Assert.IsType<InvocationMessage>(message.Message);
        Assert.Equal("RatingChanged", invocation.Target);
        Written.Add(Assert.IsType<RatingMessage>(Assert.Single(invocation.Arguments)));
        Raw.Add(message);
        if (!Stuck) return ValueTask.CompletedTask;
        _inFlight = new TaskCompletionSource();   // goes on where the test lets it go, in the test's own order
        return new ValueTask(_inFlight.Task);
    }

    /// <summary>Lets the write in flight complete.</summary>
    public void LetGo()
    {
        var done = _inFlight;
        _inFlight = null;
        done?.SetResult();
    }

    public void Abort() => IsAborted = true;
}
