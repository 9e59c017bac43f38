using Reviews.Application.Members.Erasure;
using Reviews.Application.Members.Imports;

namespace Reviews.Application.Members;

/// <summary>Registers what members do with their own data.</summary>
internal static class MyDataServices
{
    public static IServiceCollection AddMe(this IServiceCollection services) => 
        services.AddSingleton<ImportReader>().AddScoped<ErasureService>();
}
