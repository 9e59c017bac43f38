using System.Collections.Frozen;
using System.Reflection;

namespace Reviews.Grains.Journals;

/// <summary>
/// Attaches the store incarnation that the caller is based on to every call between grains, and refuses the call when the callee is based
/// on another: what the call carries may be durable only in a part of the history that the store has lost.
/// </summary>
/// <remarks>The number is sent in the request context; the call itself is unchanged. 0, which most stores never leave, is not sent, so that
/// a call costs no more than before: a caller of a kind based on the store that sends none is based on 0, also on a silo of an earlier
/// version, which knows no other. Clients hold nothing from the store and send nothing; nor do grains that keep nothing there.</remarks>
internal sealed class IncarnationCalls : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    /// <summary>The request-context key of the number, a <see cref="long"/>.</summary>
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
        // a timer tick is a call by the grain to itself
        _ => context.SourceId is { } caller && caller != context.TargetId && Standing.Contains(caller.Type) ? 0 : null,
    };

    /// <summary>Observers get none: they are clients, which would pass the number on in calls of their own.</summary>
    private static long? NumberOf(object caller, object called) =>
        caller is StoreGrain { Standing: not 0 and var number } && called is not IGrainObserver ? number : null;

    /// <summary>
    /// Replaces the number the caller itself received. Set within this call only: the caller's request context stays as it was.
    /// </summary>
    private static async Task TellAsync(IOutgoingGrainCallContext context, long? number)
    {
        if (number is { } told) RequestContext.Set(Key, told);
        else RequestContext.Remove(Key);
        await context.Invoke();
    }
}
