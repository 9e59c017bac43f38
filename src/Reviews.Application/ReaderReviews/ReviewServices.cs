using Reviews.Application.Members;

namespace Reviews.Application.ReaderReviews;

/// <summary>Registers what reads, lists and writes readers' reviews.</summary>
internal static class ReviewServices
{
    public static IServiceCollection AddReaderReviews(this IServiceCollection services) =>
        services.AddSingleton<OrderedCalls>().AddSingleton<ReviewService>().AddSingleton<ReviewWithVote>().AddSingleton<ReviewReader>()
            .AddSingleton<FoundReviews>();
}
