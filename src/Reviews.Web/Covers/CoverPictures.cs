using Reviews.Application.Concurrency;

namespace Reviews.Web.Covers;

/// <summary>Draws covers on demand, each once however many ask, and keeps the most recent ones.</summary>
internal sealed class CoverPictures(CoverFonts fonts) : IDisposable
{
    /// <summary>Others may cache a picture for a day: it changes only with its few words.</summary>
    public const string Keeping = "public, max-age=86400";

    /// <summary>Most bytes of pictures kept on this node: 64 MiB, some 2,000 films.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Pictures drawn at a time: half the number of processors, at least 2. Others wait their turn, and the rest is left for pages.
    /// </summary>
    private static readonly int AtATime = Math.Max(2, Environment.ProcessorCount / 2);

    private readonly SingleFlightCache<string, byte[]> _kept = new(MaxBytes, picture => picture.Length);
    private readonly SemaphoreSlim _turns = new(AtATime);

    /// <summary>How many were drawn since the start.</summary>
    public long Drawn => _kept.Made;

    /// <summary>A picture as PNG.</summary>
    public Task<byte[]> DrawAsync(SharedPicture shown, CancellationToken ct) => _kept.GetAsync(shown.Tag, () => DrawInTurnAsync(shown), ct);

    public void Dispose()
    {
        _kept.Dispose();
        _turns.Dispose();
    }

    private async Task<byte[]> DrawInTurnAsync(SharedPicture shown)
    {
        await _turns.WaitAsync();
        try
        {
            return await Task.Run(() => CoverPicture.Draw(shown, fonts));
        }
        finally
        {
            _turns.Release();
        }
    }
}
