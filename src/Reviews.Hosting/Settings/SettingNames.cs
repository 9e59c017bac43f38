using System.Reflection;

namespace Reviews.Hosting.Settings;

/// <summary>The names of settings, such as <c>Reviews:Films:SurgeVotes</c>, and which keys are not settings.</summary>
internal sealed class SettingNames
{
    /// <summary>The suffix that marks the name of a list.</summary>
    public const string FirstEntry = ":0";

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> All => _names;

    /// <summary>Adds a name; the first entry's name stands for a whole list.</summary>
    public void Add(string name)
    {
        if (name.EndsWith(FirstEntry, StringComparison.Ordinal)) _lists.Add(name[..^FirstEntry.Length]);
        _names.Add(name);
    }

    /// <summary>A sentence for each key that is not a setting, with the most similar one.</summary>
    public IEnumerable<string> Unknown(IConfigurationSection section) => section.AsEnumerable()
        .Where(pair => pair.Value is not null && !IsKnown(pair.Key))   // an empty object in a JSON file has no value
        .Select(pair => $"{pair.Key} is not a setting; the closest is {_names.MinBy(name => Distance(pair.Key, name))}.")
        .Order(StringComparer.Ordinal);

    /// <summary>A type's configurable properties: values, subsections and lists.</summary>
    public static IEnumerable<PropertyInfo> In(Type settings) => settings.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true } || IsList(property));

    /// <summary>Whether it contains settings itself.</summary>
    public static bool IsSection(PropertyInfo setting) => !setting.PropertyType.IsValueType && setting.PropertyType != typeof(string)
        && setting.PropertyType != typeof(Uri) && !IsList(setting);

    public static bool IsList(PropertyInfo setting) => setting.PropertyType == typeof(IList<string>);

    /// <summary>Whether it is the key of a list entry.</summary>
    public static bool IsNumber(string key) => key.All(char.IsAsciiDigit);

    /// <summary>A list that itself has a value is reported when it is read.</summary>
    private bool IsKnown(string key) => _names.Contains(key) || _lists.Contains(key)
        || (key.LastIndexOf(':') is > 0 and var end && _lists.Contains(key[..end]) && IsNumber(key[(end + 1)..]));

    /// <summary>How many letters must be added, removed or changed to turn one into the other (Levenshtein), ignoring case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
