namespace Reviews.Application.Members.Imports;

/// <summary>A file of ratings can't be taken. Nothing was taken from it.</summary>
/// <param name="message">What to do about it, for the member.</param>
/// <param name="status">400: it is not what it should be; 422: it is, but a rule is against it; 409: not now.</param>
/// <param name="cause">What the reader of CSV said; null where it said nothing.</param>
internal sealed class UnreadableRatingsException(string message, int status = StatusCodes.Status400BadRequest, Exception? cause = null)
    : Exception(message, cause)
{
    public int Status { get; } = status;
}
