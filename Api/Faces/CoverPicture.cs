using Reviews.Api.Pages.Covers;
using Reviews.Contracts.Films;
using SkiaSharp;

namespace Reviews.Api.Faces;

/// <summary>A film's cover as a picture for those who show links: the words at the left, the drawing at the right. No rating is in it, so it may be kept.</summary>
internal static class CoverPicture
{
    /// <summary>Pixels, as most of them want it.</summary>
    public const int Width = 1200;

    /// <summary>Pixels.</summary>
    public const int Height = 630;

    private const float Margin = 64, TitleBase = 455, FactsBase = 545, SiteBase = 589, SmallSize = 34;

    /// <summary>Pixels a unit of the cover's title: its room of 152 by 112 becomes 623 by 459.</summary>
    private const float TitleScale = 4.1f;

    /// <summary>Pixels a unit of the drawing: as high as the picture.</summary>
    private const float ArtScale = (float)Height / Cover.Height;

    /// <summary>Width of the lines of rings, in the drawing's units; as in covers.css.</summary>
    private const float RingWidth = 12;

    /// <summary>The picture as PNG, 15 to 60 KB.</summary>
    public static byte[] Draw(FilmDetails film, CoverFonts fonts)
    {
        var cover = Cover.Of(film);
        var colours = CoverShapes.Palette(cover.Palette);
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        surface.Canvas.Clear(colours.Ground);
        DrawArt(surface.Canvas, cover, colours);
        DrawWords(surface.Canvas, cover, colours, fonts);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void DrawArt(SKCanvas canvas, Cover cover, CoverColours colours)
    {
        canvas.Save();
        canvas.Translate(Width - Cover.Width * ArtScale, 0);
        canvas.Scale(ArtScale);
        canvas.ClipRect(new SKRect(0, 0, Cover.Width, Cover.Height));
        if (cover.IsMirrored) canvas.Scale(-1, 1, Cover.Width / 2f, 0);
        foreach (var shape in CoverShapes.Art(cover.Art.Name))
        {
            using var paint = PaintOf(shape.Role, colours);
            if (shape.Path is { } path) canvas.DrawPath(path, paint);
            else canvas.DrawCircle(shape.Centre, shape.Radius, paint);
        }

        canvas.Restore();
    }

    private static void DrawWords(SKCanvas canvas, Cover cover, CoverColours colours, CoverFonts fonts)
    {
        using var paint = new SKPaint { Color = colours.Words, IsAntialias = true };
        for (var i = 0; i < cover.Title.Lines.Count; i++)
        {
            var fromLast = cover.Title.Lines.Count - 1 - i;
            var y = TitleBase - fromLast * cover.Title.LineHeight * TitleScale;
            fonts.Draw(canvas, cover.Title.Lines[i], new SKPoint(Margin, y), cover.Title.Size * TitleScale, paint);
        }

        fonts.Draw(canvas, cover.Line, new SKPoint(Margin, FactsBase), SmallSize, paint);
        fonts.Draw(canvas, "OrleansReviews", new SKPoint(Margin, SiteBase), SmallSize, paint);
    }

    private static SKPaint PaintOf(string role, CoverColours colours) => role switch
    {
        "cover-a" => new SKPaint { Color = colours.Ground, IsAntialias = true },
        "cover-b" => new SKPaint { Color = colours.First, IsAntialias = true },
        "cover-c" => new SKPaint { Color = colours.Second, IsAntialias = true },
        "cover-ring" => new SKPaint { Color = colours.First, IsAntialias = true, IsStroke = true, StrokeWidth = RingWidth },
        _ => throw new InvalidOperationException($"Covers have no '{role}'."),
    };
}
