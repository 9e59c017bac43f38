namespace Grains.Tests.Fixtures;

/// <summary>Holds grain calls back in flight while everything else continues. Register it as the silo's incoming call filter.</summary>
internal sealed class HeldCalls : IIncomingGrainCallFilter
{
    private readonly Lock _lock = new();
    private readonly List<Held> _held = [];

    /// <summary>The next such call waits before it reaches the grain.</summary>
    public Hold HoldNextCall(IAddressable grain, string method) => Add(grain, method, isServed: false);

    /// <summary>The next such call is served, but the caller waits for its result.</summary>
    public Hold HoldNextAnswer(IAddressable grain, string method) => Add(grain, method, isServed: true);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var held = Take(context.TargetId, context.MethodName);
        if (held is { IsServed: false }) await held.Hold.WaitAsync();
        await context.Invoke();
        if (held is { IsServed: true }) await held.Hold.WaitAsync();
    }

    private Hold Add(IAddressable grain, string method, bool isServed)
    {
        var held = new Held(grain.GetGrainId(), method, isServed, new Hold());
        lock (_lock) _held.Add(held);
        return held.Hold;
    }

    private Held? Take(GrainId grain, string method)
    {
        lock (_lock)
        {
            var held = _held.Find(candidate => candidate.Grain == grain && candidate.Method == method);
            if (held is not null) _held.Remove(held);
            return held;
        }
    }

    private sealed record Held(GrainId Grain, string Method, bool IsServed, Hold Hold);
}
