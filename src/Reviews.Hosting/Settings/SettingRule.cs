using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Reviews.Hosting.Settings;

/// <summary>Says what a setting must be.</summary>
internal static class SettingRule
{
    /// <summary>The sentence for a value of the wrong type or out of range.</summary>
    /// <param name="name">The setting's full name.</param>
    /// <param name="text">What the configuration says.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="settings">The object it belongs to, holding the default.</param>
    public static string Sentence(string name, string text, PropertyInfo setting, object settings) =>
        $"{name} {(text.Length == 0 ? "is empty" : $"is '{Shown(text)}'")}; it must be {Of(setting, setting.GetValue(settings))}.";

    private static string Of(PropertyInfo setting, object? usual)
    {
        var rules = setting.GetCustomAttributes<ValidationAttribute>().ToArray();
        if (rules.OfType<AllowedValuesAttribute>().FirstOrDefault() is { } allowed)
            return OneOf([.. allowed.Values.Select(value => $"{value}")]);
        if (rules.FirstOrDefault(rule => rule.ErrorMessage is not null) is { ErrorMessage: { } told }) return told;
        return Kind(Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType,
            rules.OfType<RangeAttribute>().FirstOrDefault(), usual);
    }

    private static string Kind(Type type, RangeAttribute? range, object? usual) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => $"a whole number{Span(range)}",
        _ when type == typeof(double) => $"a number{Span(range)}",
        _ when type == typeof(TimeSpan) => $"a time{Span(range)}, such as {(usual is TimeSpan time ? Text(time) : "00:00:03")}",
        _ when type == typeof(Uri) => "an address, such as https://account.blob.core.windows.net",
        _ => throw new InvalidOperationException($"A setting can't be a {type.Name} without a rule in words."),
    };

    private static string Span(RangeAttribute? range) => range switch
    {
        null => "",
        { MinimumIsExclusive: true } => $" above {Limit(range.Minimum)} and up to {Limit(range.Maximum)}",
        _ => $" from {Limit(range.Minimum)} to {Limit(range.Maximum)}",
    };

    private static string Limit(object limit) => limit switch
    {
        TimeSpan time => Text(time),
        string text => Text(TimeSpan.Parse(text, CultureInfo.InvariantCulture)),
        _ => Convert.ToString(limit, CultureInfo.InvariantCulture)!,
    };

    /// <summary>As written in a configuration, without trailing zeros.</summary>
    private static string Text(TimeSpan time) =>
        time.ToString("c", CultureInfo.InvariantCulture) is var text && text.Contains('.', StringComparison.Ordinal) && text.Length > 12
        ? text.TrimEnd('0')
        : text;

    private static string OneOf(string[] values) => $"{string.Join(", ", values[..^1])} or {values[^1]}";

    /// <summary>On one line, whatever it contains.</summary>
    private static string Shown(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
