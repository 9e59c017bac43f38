using Microsoft.AspNetCore.WebUtilities;

namespace Reviews.Application.Http;

/// <summary>A long body that has fully arrived before any work on it begins: waiting for a slow sender holds nothing that others
/// need.</summary>
internal static class SpooledBody
{
    /// <summary>Bytes kept in memory: 64 KiB. What is more goes to a temporary file, which is gone when the stream is disposed.</summary>
    private const int InMemory = 64 * 1024;

    /// <summary>The body from its beginning.</summary>
    /// <exception cref="BadHttpRequestException">It is too long, or did not arrive in time.</exception>
    public static async Task<Stream> ReadAsync(Stream body, CancellationToken ct)
    {
        var spooled = new FileBufferingReadStream(body, InMemory, BodyLimits.Import, Path.GetTempPath());
        try
        {
            await spooled.DrainAsync(ct);
            spooled.Position = 0;
            return spooled;
        }
        catch
        {
            await spooled.DisposeAsync();
            throw;
        }
    }
}
