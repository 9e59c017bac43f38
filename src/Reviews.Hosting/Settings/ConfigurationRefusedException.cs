namespace Reviews.Hosting.Settings;

/// <summary>The configuration is invalid.</summary>
public sealed class ConfigurationRefusedException(IReadOnlyList<string> violations) : Exception(
    string.Join(Environment.NewLine, violations))
{
    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Violations => violations;
}
