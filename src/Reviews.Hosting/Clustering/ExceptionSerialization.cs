using Orleans.Serialization;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// Lets a store's failure reach the calling process with all its causes. Orleans serializes exceptions of the framework and those marked
/// for it; with any other cause inside, the caller gets a serializer error instead.
/// </summary>
internal static class ExceptionSerialization
{
    /// <summary>Our namespaces and those of the stores' drivers; Azure's and SQLite's exceptions serialize anyway.</summary>
    private static readonly string[] Namespaces = ["Reviews", "Npgsql"];

    public static IServiceCollection AddExceptionSerialization(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.UnionWith(Namespaces));
}
