using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Tells late requests apart from current ones.</summary>
/// <remarks>A request may sit for minutes in a socket of a frozen process, long after its caller gave up and the member requested something
/// else; when the process wakes up, it is delivered. So every request carries a number taken when it was made, and none is served after a
/// later one. In memory only: another activation's numbers are stale.</remarks>
internal sealed class RequestNumbers
{
    /// <summary>Films remembered: 10,000. Beyond that all are forgotten, and every outstanding number has to be taken again.</summary>
    private const int MaxFilms = 10_000;

    private readonly Dictionary<string, long> _served = new(StringComparer.Ordinal);
    private Guid _series = Guid.NewGuid();
    private long _last;

    /// <summary>A number higher than all before.</summary>
    public RequestNumber Take() => new(_series, ++_last);

    /// <summary>
    /// Whether a request about the film may be served; if so, none with a lower number is served after it. The same number may be served
    /// again.
    /// </summary>
    /// <param name="filmId">The film.</param>
    /// <param name="number">The number; null for a request made just now.</param>
    public bool Admit(string filmId, RequestNumber? number)
    {
        number ??= Take();
        if (number.Series != _series || number.Number < _served.GetValueOrDefault(filmId)) return false;
        if (_served.Count >= MaxFilms) Forget();
        _served[filmId] = number.Number;
        return true;
    }

    private void Forget()
    {
        _served.Clear();
        _series = Guid.NewGuid();
    }
}
