namespace Reviews.Application.Members.Imports;

/// <summary>A file of ratings can't be imported. Nothing was imported from it.</summary>
/// <param name="message">What to do about it, for the member.</param>
/// <param name="status">400: it is malformed; 422: it is valid, but a rule forbids it; 409: not right now.</param>
/// <param name="cause">The CSV reader's error; null when there was none.</param>
internal sealed class UnreadableRatingsException(string message, int status = StatusCodes.Status400BadRequest, Exception? cause = null)
    : Exception(message, cause)
{
    public int Status { get; } = status;
}
