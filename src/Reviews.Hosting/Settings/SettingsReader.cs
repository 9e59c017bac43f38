using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Reviews.Hosting.Settings;

/// <summary>
/// Reads a section of the configuration, with its subsections, into settings, and collects everything that is wrong, each as one sentence
/// that names the setting and says what would be right. Every program reads all its settings through one of these before it builds
/// anything.
/// </summary>
/// <param name="configuration">The whole configuration.</param>
/// <param name="section">The section's name.</param>
public sealed class SettingsReader(IConfiguration configuration, string section)
{
    private readonly List<string> _violations = [];
    private readonly SettingNames _known = new();

    /// <summary>Applies and checks what the section says. Invalid or out-of-range values leave the setting as it was.</summary>
    /// <remarks>An empty string counts as unset if unset is the default: compose and similar tools pass unset values that way.</remarks>
    /// <param name="settings">The settings with their defaults.</param>
    /// <param name="change">Applies values from elsewhere, before everything is checked. Null for none.</param>
    public T Read<T>(T settings, Action<T>? change = null) where T : class
    {
        ArgumentNullException.ThrowIfNull(settings);
        var before = _violations.Count;
        Fill(settings, section);
        change?.Invoke(settings);
        if (_violations.Count == before && settings is ICheckedSettings whole) _violations.AddRange(whole.Violations());
        return settings;
    }

    /// <summary>The full names of everything read; a list is represented by its first entry.</summary>
    public IEnumerable<string> Names => _known.All;

    /// <summary>Treats names read by other programs as known.</summary>
    public SettingsReader Know(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names) _known.Add(name);
        return this;
    }

    /// <summary>Reports everything that was wrong.</summary>
    /// <exception cref="ConfigurationRefusedException">Something was wrong, or the section has an unknown key: it might have been
    /// meant to secure something.</exception>
    public void RefuseWhatIsWrong()
    {
        _violations.AddRange(ListenAddresses.Violations(configuration));
        _violations.AddRange(_known.Unknown(configuration.GetSection(section)));
        if (_violations.Count > 0) throw new ConfigurationRefusedException([.. _violations.Distinct()]);
    }

    private void Fill(object settings, string path)
    {
        foreach (var setting in SettingNames.In(settings.GetType()))
        {
            var name = $"{path}:{setting.Name}";
            if (SettingNames.IsSection(setting)) Fill(setting.GetValue(settings)!, name);
            else if (SettingNames.IsList(setting)) FillList((IList<string>)setting.GetValue(settings)!, name);
            else Fill(settings, setting, name);
        }
    }

    private void Fill(object settings, PropertyInfo setting, string name)
    {
        _known.Add(name);
        if (configuration[name] is not { } text || (text.Length == 0 && setting.GetValue(settings) is null or "")) return;
        if (!TryConvert(setting.PropertyType, name, out var value) || !IsGood(setting, value))
            _violations.Add(SettingRule.Sentence(name, text, setting, settings));
        else setting.SetValue(settings, value);
    }

    private bool TryConvert(Type type, string name, out object? value)
    {
        try
        {
            value = configuration.GetValue(type, name);
            return value is not null;
        }
        catch (InvalidOperationException)
        {
            value = null;
            return false;   // the sentence says what type it must be
        }
    }

    private static bool IsGood(PropertyInfo setting, object? value) =>
        value is not Uri { IsAbsoluteUri: false } and not Uri { Scheme: not ("http" or "https") }
        && setting.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(value));

    private void FillList(IList<string> list, string name)
    {
        _known.Add(name + SettingNames.FirstEntry);
        if (configuration[name] is { Length: > 0 }) _violations.Add($"{name} is a list: its first entry is {name}:0, its second {name}:1.");
        foreach (var entry in configuration.GetSection(name).GetChildren().Where(child => SettingNames.IsNumber(child.Key)))
        {
            if (entry.Value is { Length: > 0 } value) list.Add(value);
        }
    }
}

/// <summary>Settings with rules beyond each value's range.</summary>
public interface ICheckedSettings
{
    /// <summary>What is invalid, each as one sentence that names the setting.</summary>
    IEnumerable<string> Violations();
}
