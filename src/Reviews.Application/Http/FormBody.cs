namespace Reviews.Application.Http;

/// <summary>Reads a form where a handler asks for its fields itself.</summary>
internal static class FormBody
{
    /// <summary>The form; an empty one when what was sent is not a form.</summary>
    /// <exception cref="BadHttpRequestException">It says that it is one, and can't be read.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType) return FormCollection.Empty;
        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            // The second is what the reader says of parts that end too early; elsewhere it would be taken for the store's.
            throw new BadHttpRequestException("The form can't be read.", StatusCodes.Status400BadRequest, exception);
        }
    }
}
