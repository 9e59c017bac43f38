namespace Reviews.Application.Damage;

/// <summary>Registers what this node knows of damage in the store.</summary>
internal static class DamageServices
{
    /// <summary>Call it after the cluster's own registration: it asks grains.</summary>
    public static IServiceCollection AddDamage(this IServiceCollection services) =>
        services.AddSingleton<KnownDamage>().AddHostedService<DamageWatch>();
}
