using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Reviews.Api.Pages.Covers;
using Reviews.Contracts.Films;

namespace Reviews.Api.Faces;

/// <summary>Draws covers when they are asked for, and keeps the last ones.</summary>
internal sealed class CoverPictures(CoverFonts fonts) : IDisposable
{
    /// <summary>Others may keep a picture for a day: it changes with the film's title, genre and year only.</summary>
    public const string Keeping = "public, max-age=86400";

    /// <summary>Most bytes of pictures kept on this node: 16 MB, some 500 films.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Pictures drawn at a time: 1, so that whoever asks for all of them takes no more than one processor. The others wait their turn.</summary>
    private const int AtATime = 1;

    /// <summary>Another with every change of how pictures are drawn.</summary>
    private const int Drawing = 1;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MaxBytes });
    private readonly SemaphoreSlim _turns = new(AtATime);

    /// <summary>The tag of a film's picture: another when what it shows changes.</summary>
    public static string TagOf(FilmDetails film)
    {
        var cover = Cover.Of(film);
        var shown = string.Join('\n', [Drawing.ToString(CultureInfo.InvariantCulture), film.FilmId, cover.Palette, cover.Line, .. cover.Title.Lines]);
        return string.Create(CultureInfo.InvariantCulture, $"\"{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(shown)):x16}\"");
    }

    /// <summary>The film's picture as PNG.</summary>
    public async Task<byte[]> DrawAsync(FilmDetails film, CancellationToken ct)
    {
        var tag = TagOf(film);
        if (_kept.TryGetValue(tag, out byte[]? kept)) return kept!;
        await _turns.WaitAsync(ct);
        try
        {
            if (_kept.TryGetValue(tag, out kept)) return kept!;
            var picture = CoverPicture.Draw(film, fonts);
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
