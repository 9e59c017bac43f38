namespace Reviews.Storage.Azure.Service;

/// <summary>How the service can refuse a call that is well formed.</summary>
internal enum Refusal
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>There is no such blob.</summary>
    Missing,

    /// <summary>The condition did not hold. That can also be the answer to a repetition of one's own write.</summary>
    Unmet,

    /// <summary>The blob ends before the range begins.</summary>
    PastEnd,
}

/// <summary>What the service answered to one call.</summary>
/// <param name="Refusal">Why not, if not.</param>
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
