using System.Net.Mime;

namespace Reviews.Api.OpenApi;

/// <summary>What an endpoint reads, for the description only.</summary>
/// <remarks><c>Accepts</c> would let routing answer 415 before anyone asked who is calling; the handlers answer it in its turn.</remarks>
/// <param name="Type">The body's type.</param>
/// <param name="ContentTypes">Its media types.</param>
internal sealed record ReadsBody(Type Type, params string[] ContentTypes);

/// <summary>Describes bodies.</summary>
internal static class ReadsBodyExtensions
{
    public static TBuilder Reads<TBuilder>(this TBuilder endpoint, Type body, params string[] contentTypes)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ReadsBody(body, contentTypes.Length == 0 ? [MediaTypeNames.Application.Json] : contentTypes));
}
