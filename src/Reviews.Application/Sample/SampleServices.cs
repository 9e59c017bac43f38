namespace Reviews.Application.Sample;

/// <summary>Registers the sample catalogue, its readers and its articles.</summary>
internal static class SampleServices
{
    /// <summary>Add it after the index: it waits for the index to know what is there.</summary>
    public static IServiceCollection AddSample(this IServiceCollection services, SampleOptions options) =>
        services.AddSingleton(options).AddSingleton<ImportBar>().AddSingleton<SampleReviews>().AddSingleton<SampleReaders>()
            .AddSingleton<SampleCatalogue>().AddHostedService(provider => provider.GetRequiredService<SampleCatalogue>())
            .AddHostedService<SampleArticles>();
}
