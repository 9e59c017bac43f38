using System.CommandLine.Parsing;
using Reviews.Hosting.Settings;

namespace Reviews.Migration;

/// <summary>
/// A store as named on the command line: <c>sqlite:DIR</c>, <c>postgres:CONNECTION STRING</c>, <c>azure:CONNECTION STRING</c>, or the kind
/// alone if the rest is in the settings.
/// </summary>
internal static class StoreAddress
{
    /// <summary>The settings of that store; null, with the reason added to the result, if they are invalid.</summary>
    public static SiloSettings? Parse(ArgumentResult result, IConfiguration configuration)
    {
        var (kind, rest) = result.Tokens[0].Value.Split(':', 2) is [var before, var after]
            ? (before, after)
            : (result.Tokens[0].Value, null);
        try
        {
            return SiloSettings.Read(configuration, settings => Name(settings, kind, rest));
        }
        catch (ConfigurationRefusedException refused)
        {
            foreach (var violation in refused.Violations) result.AddError(violation);
            return null;
        }
    }

    private static void Name(SiloSettings settings, string kind, string? rest)
    {
        settings.Store = kind;
        settings.Cluster.Membership = ClusterSettings.Localhost;   // nobody else may use the store in the meantime
        if (rest is not null && kind == "sqlite") settings.Data = rest;
        if (rest is not null && kind == "postgres") settings.Postgres.ConnectionString = rest;
        if (rest is not null && kind == "azure") settings.Azure.ConnectionString = rest;
    }
}
