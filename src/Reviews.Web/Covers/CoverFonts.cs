using System.Text;
using SkiaSharp;

namespace Reviews.Web.Covers;

/// <summary>
/// The type of the drawn pictures: the serif of the pages, from files beside the program, as servers have no fonts of their own.
/// </summary>
internal sealed class CoverFonts : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fonts");

    /// <summary>A letter that the first lacks is looked for in the next.</summary>
    private static readonly string[] Files = ["newsreader-latin-500-normal.woff", "newsreader-latin-ext-500-normal.woff"];

    private readonly SKTypeface[] _faces =
    [
        .. Files.Select(file => Path.Combine(Folder, file)).Where(File.Exists).Select(path => SKTypeface.FromFile(path)),
    ];

    /// <summary>Draws a line of text from left to right, and leaves out what no font has.</summary>
    public void Draw(SKCanvas canvas, string text, SKPoint from, float size, SKPaint paint)
    {
        SKFont[] fonts = [.. _faces.Select(face => new SKFont(face, size) { Edging = SKFontEdging.Antialias, Subpixel = true })];
        foreach (var (font, part) in Parts(text, fonts))
        {
            canvas.DrawText(part, from.X, from.Y, SKTextAlign.Left, font, paint);
            from.Offset(font.MeasureText(part), 0);
        }

        foreach (var font in fonts) font.Dispose();
    }

    public void Dispose()
    {
        foreach (var face in _faces) face.Dispose();
    }

    private static List<(SKFont Font, string Text)> Parts(string text, SKFont[] fonts)
    {
        var parts = new List<(SKFont Font, string Text)>();
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (fonts.FirstOrDefault(font => font.ContainsGlyph(rune.Value)) is not { } found) continue;
            if (parts.Count > 0 && parts[^1].Font == found) parts[^1] = (found, parts[^1].Text + rune);
            else parts.Add((found, rune.ToString()));
        }

        return parts;
    }
}
