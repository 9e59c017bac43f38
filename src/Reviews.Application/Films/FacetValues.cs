namespace Reviews.Application.Films;

/// <summary>
/// The values of one property, each with a number, ignoring case. The list only grows: it has every value that films ever had.
/// </summary>
internal sealed class FacetValues
{
    /// <summary>The number of a value that no film has.</summary>
    public const int Unknown = -1;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _values = [];
    private readonly Lock _gate = new();

    /// <summary>How many there are; numbers are below it.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _values.Count;
            }
        }
    }

    /// <summary>The values as the films that brought them wrote them, by number.</summary>
    public string[] All()
    {
        lock (_gate)
        {
            return [.. _values];
        }
    }

    /// <summary>The numbers of a film's values, each once; those that are new get one.</summary>
    public int[] Enter(IEnumerable<string?> values)
    {
        lock (_gate)
        {
            return [.. values.OfType<string>().Select(Enter).Distinct()];
        }
    }

    /// <summary>The value's number, or <see cref="Unknown"/>.</summary>
    public int Find(string value)
    {
        lock (_gate)
        {
            return _numbers.GetValueOrDefault(value, Unknown);
        }
    }

    private int Enter(string value)
    {
        if (_numbers.TryGetValue(value, out var number)) return number;
        _values.Add(value);
        return _numbers[value] = _values.Count - 1;
    }
}
