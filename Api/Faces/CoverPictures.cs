using Microsoft.Extensions.Caching.Memory;

namespace Reviews.Api.Faces;

/// <summary>Draws covers when they are asked for, and keeps the last ones.</summary>
internal sealed class CoverPictures(CoverFonts fonts) : IDisposable
{
    /// <summary>Others may keep a picture for a day: it changes with its few words only.</summary>
    public const string Keeping = "public, max-age=86400";

    /// <summary>Most bytes of pictures kept on this node: 16 MB, some 500 films.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Pictures drawn at a time: 1, so that whoever asks for all of them takes no more than one processor. The others wait their turn.</summary>
    private const int AtATime = 1;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MaxBytes });
    private readonly SemaphoreSlim _turns = new(AtATime);

    /// <summary>A picture as PNG.</summary>
    public async Task<byte[]> DrawAsync(SharedPicture shown, CancellationToken ct)
    {
        var tag = shown.Tag;
        if (_kept.TryGetValue(tag, out byte[]? kept)) return kept!;
        await _turns.WaitAsync(ct);
        try
        {
            if (_kept.TryGetValue(tag, out kept)) return kept!;
            var picture = CoverPicture.Draw(shown, fonts);
            return _kept.Set(tag, picture, new MemoryCacheEntryOptions { Size = picture.Length });
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        _kept.Dispose();
        _turns.Dispose();
    }
}
