namespace Reviews.Storage.Azure.Service;

/// <summary>How the service can refuse a well-formed call.</summary>
internal enum Refusal
{
    /// <summary>Not refused.</summary>
    None,

    /// <summary>There is no such blob.</summary>
    Missing,

    /// <summary>The condition did not hold. This can also be the response to a retry of our own write.</summary>
    Unmet,

    /// <summary>The blob ends before the range begins.</summary>
    PastEnd,
}

/// <summary>The service's response to one call.</summary>
/// <param name="Refusal">Why the call was refused, if it was.</param>
/// <param name="Value">Set only when there was no refusal.</param>
internal readonly record struct BlobAnswer<T>(Refusal Refusal, T? Value)
{
    /// <summary>The value of a call that was not refused.</summary>
    public bool TryGet([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
    {
        value = Value;
        return Refusal is Refusal.None;
    }
}
