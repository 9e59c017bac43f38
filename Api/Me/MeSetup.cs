using Reviews.Api.Me.Erasure;
using Reviews.Api.Me.Imports;

namespace Reviews.Api.Me;

/// <summary>Registers what members do with their own data.</summary>
internal static class MeSetup
{
    public static IServiceCollection AddMe(this IServiceCollection services) => 
        services.AddSingleton<ImportReader>().AddScoped<Erasing>();
}
