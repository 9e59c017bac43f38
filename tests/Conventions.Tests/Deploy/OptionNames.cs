using System.Reflection;
using System.Text.RegularExpressions;
using Reviews.Hosting.Settings;

namespace Conventions.Tests.Deploy;

/// <summary>Every name that can be configured under <c>Reviews</c>, read from the options themselves.</summary>
internal static partial class OptionNames
{
    /// <summary>Which section is read into which type. Their names are in the programs' composition.</summary>
    private static readonly (string Section, string Room, string Type)[] Sections =
    [
        ("Reviews", "Reviews.Hosting", "Reviews.Hosting.Settings.SiloSettings"),
        ("Reviews", "Reviews.Api", "Reviews.Api.Hosting.ReviewsOptions"),
    ];

    /// <summary>Names as <c>Reviews:Cluster:Id</c>; of a list, the list's.</summary>
    public static IReadOnlySet<string> All { get; } = Sections
        .SelectMany(section => Leaves(section.Section, House.Assembly(section.Room).GetType(section.Type, throwOnError: true)!))
        .Concat(SingleKeys())
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names in a text, as <c>Reviews:Cluster:Id</c> however they are written there, without a number in a list.</summary>
    public static IEnumerable<string> In(string text) => Name().Matches(text)
        .Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal))
        .Select(name => Number().Replace(name, ""))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys that are read one by one stand in constants that end in 'Key'.</summary>
    private static IEnumerable<string> SingleKeys() => House.Rooms.SelectMany(House.Types)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(
            field => field is { IsLiteral: true } && field.FieldType == typeof(string)
                && field.Name.EndsWith("Key", StringComparison.Ordinal))
        .Select(field => (string)field.GetRawConstantValue()!)
        .Where(value => value.StartsWith("Reviews:", StringComparison.Ordinal));

    private static IEnumerable<string> Leaves(string section, Type options)
    {
        foreach (var property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var type = property.PropertyType;
            if (type == typeof(SiloSettings)) continue;   // the same section, bound once more
            if (type.Namespace?.StartsWith("Reviews", StringComparison.Ordinal) == true)
            {
                foreach (var leaf in Leaves($"{section}:{property.Name}", type)) yield return leaf;
            }
            else if (property.CanWrite || typeof(IList<string>).IsAssignableFrom(type))
            {
                yield return $"{section}:{property.Name}";
            }
        }
    }

    [GeneratedRegex("(?<![A-Za-z.])Reviews(__|:)[A-Z][a-z][A-Za-z]*((__|:)[A-Za-z0-9]+)*")]
    private static partial Regex Name();

    [GeneratedRegex(":[0-9]+$")]
    private static partial Regex Number();
}
