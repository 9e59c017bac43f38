using System.Collections.Frozen;
using System.Reflection;

namespace Reviews.Grains.Journals;

/// <summary>
/// Has every call from one grain to another say which incarnation of the store the caller stands on, and refuses it where the grain that is
/// called stands on another: whatever the call brings may be durable only in a part of the history that the store has lost.
/// </summary>
/// <remarks>The number travels beside the call, which stays as it is. 0, which most stores never leave, is not told, so that a call costs
/// no more than before: who tells none and is of a kind that stands on the store stands on 0, also on a silo of an earlier version, which
/// knows no other.
/// Clients hold nothing of the store and say nothing; nor do grains that keep nothing there.</remarks>
internal sealed class IncarnationCalls : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    /// <summary>The name under which the number travels: a <see cref="long"/> in the request context.</summary>
    public const string Key = "reviews.incarnation";

    private static readonly FrozenSet<GrainType> Standing = typeof(IncarnationCalls).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(StoreGrain)))
        .Select(type => type.GetCustomAttribute<GrainTypeAttribute>()!.GetGrainType(null!, type)).ToFrozenSet();

    Task IOutgoingGrainCallFilter.Invoke(IOutgoingGrainCallContext context)
    {
        if (context.SourceContext?.GrainInstance is not { } caller) return context.Invoke();
        var number = NumberOf(caller, context.Grain);
        return number is null && RequestContext.Get(Key) is null ? context.Invoke() : TellAsync(context, number);
    }

    Task IIncomingGrainCallFilter.Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is StoreGrain grain && ToldIn(context) is { } told) grain.RequireIncarnation(told);
        return context.Invoke();
    }

    private static long? ToldIn(IIncomingGrainCallContext context) => RequestContext.Get(Key) switch
    {
        long told => told,
        // a timer's tick is a call of one's own
        _ => context.SourceId is { } caller && caller != context.TargetId && Standing.Contains(caller.Type) ? 0 : null,
    };

    /// <summary>An observer is told nothing: it is a client, which would keep the number for calls of its own.</summary>
    private static long? NumberOf(object caller, object called) =>
        caller is StoreGrain { Standing: not 0 and var number } && called is not IGrainObserver ? number : null;

    /// <summary>
    /// What the caller was told itself ends with it. Set within this call only: its caller's request context stays as it was.
    /// </summary>
    private static async Task TellAsync(IOutgoingGrainCallContext context, long? number)
    {
        if (number is { } told) RequestContext.Set(Key, told);
        else RequestContext.Remove(Key);
        await context.Invoke();
    }
}
