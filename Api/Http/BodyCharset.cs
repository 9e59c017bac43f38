using System.Net.Mime;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Reviews.Api.Problems;

namespace Reviews.Api.Http;

/// <summary>Accepts only bodies in UTF-8: one that declares another charset is refused with 415, whatever would read it.</summary>
/// <remarks>Readers of bodies each do something else about it, from a bug's 500 to reading it as UTF-8 anyway. Files of ratings come
/// out of
/// spreadsheets, and may say that they are Windows-1252, as the reader of them understands.</remarks>
internal sealed class BodyCharset(RequestDelegate next)
{
    private const string Sentence = "Send the body in UTF-8, or leave out its charset.";

    private static readonly StringSegment[] Taken = ["utf-8", "utf8", "us-ascii"];

    private static readonly StringSegment[] TakenOfCsv = [.. Taken, "windows-1252", "iso-8859-1"];

    public Task InvokeAsync(HttpContext context) =>
        IsTaken(context.Request) ? next(context) : ApiProblems.AnswerAsync(context, StatusCodes.Status415UnsupportedMediaType, Sentence);

    private static bool IsTaken(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return true;
        var taken = type.MediaType.Equals(MediaTypeNames.Text.Csv, StringComparison.OrdinalIgnoreCase) ? TakenOfCsv : Taken;
        return type.Parameters.Where(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
            .All(charset => taken.Contains(HeaderUtilities.RemoveQuotes(charset.Value), StringSegmentComparer.OrdinalIgnoreCase));
    }
}
