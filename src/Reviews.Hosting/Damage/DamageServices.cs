using System.Diagnostics.Metrics;
using Reviews.Contracts.Platform;
using Reviews.Storage;

namespace Reviews.Hosting.Damage;

/// <summary>Registers what a process knows about damage, and keeps it from calling grains that can't answer.</summary>
internal static class DamageServices
{
    /// <summary>
    /// A process without a store has to activate the grain to learn whether it has recovered, so it tries less often: after 10 s, then up
    /// to 5 min.
    /// </summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    /// <summary>For a process with its own store: what the store notices and what calls report go into one list.</summary>
    public static IServiceCollection AddStoreDamage(this IServiceCollection services) =>
        services.AddSingleton(provider => provider.GetRequiredService<StoreStatistics>().Unreadable).AddSingleton<DamageProbe>()
            .AddDamagedGrains();

    /// <summary>For a process that only calls silos.</summary>
    public static IServiceCollection AddToldDamage(this IServiceCollection services)
    {
        services.AddMetrics();
        return services.AddSingleton(provider => new UnreadableSubjects(
            provider.GetRequiredService<IMeterFactory>(), provider.GetService<TimeProvider>(), FirstPause)).AddDamagedGrains();
    }

    private static IServiceCollection AddDamagedGrains(this IServiceCollection services) =>
        services.AddSingleton<IUnreadable, StoreDamage>().AddSingleton<IOutgoingGrainCallFilter, DamagedGrainCalls>()
            .AddHostedService(Review);

    private static DamageReview Review(IServiceProvider services) => new(
        services.GetRequiredService<UnreadableSubjects>(), services.GetService<TimeProvider>() ?? TimeProvider.System,
        services.GetRequiredService<ILogger<DamageReview>>(),
        services.GetService<DamageProbe>());
}
