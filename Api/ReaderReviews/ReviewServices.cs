using Reviews.Api.Members;

namespace Reviews.Api.ReaderReviews;

/// <summary>Registers what reads, lists and writes readers' reviews.</summary>
internal static class ReviewServices
{
    public static IServiceCollection AddReaderReviews(this IServiceCollection services) =>
        services.AddSingleton<OrderedCalls>().AddSingleton<Reviewing>().AddSingleton<ReviewReader>().AddSingleton<FoundReviews>();
}
