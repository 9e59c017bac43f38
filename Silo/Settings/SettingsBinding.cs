
namespace Reviews.Silo;

/// <summary>Reads sections into settings.</summary>
public static class SettingsBinding
{
    /// <summary>The settings with what the section says.</summary>
    /// <exception cref="ConfigurationRefusedException">A value is not of its kind; the message says which, in one sentence.</exception>
    public static T BindOrRefuse<T>(this IConfigurationSection section, T settings) where T : class
    {
        ArgumentNullException.ThrowIfNull(section);
        try
        {
            section.Bind(settings);
            return settings;
        }
        catch (InvalidOperationException exception)
        {
            throw new ConfigurationRefusedException([exception.InnerException?.Message ?? exception.Message]);
        }
    }
}
