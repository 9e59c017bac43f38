using Orleans.Serialization;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// Lets a store's failure reach the process that asked with all its causes. Orleans carries exceptions of the framework and those marked
/// for it; one other cause within, and the caller gets a complaint of the serializer in its place.
/// </summary>
internal static class TravellingExceptions
{
    /// <summary>The namespaces of ours and of the stores' drivers; Azure's and SQLite's travel anyway.</summary>
    private static readonly string[] Namespaces = ["Reviews", "Npgsql"];

    public static IServiceCollection AddTravellingExceptions(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.UnionWith(Namespaces));
}
