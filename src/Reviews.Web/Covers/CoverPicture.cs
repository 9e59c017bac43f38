using Reviews.Domain.Ratings;
using SkiaSharp;

namespace Reviews.Web.Covers;

/// <summary>A film's cover as a picture for those who show links: the words at the left, the drawing at the right, and a critic's stars
/// below the words of an article. No readers' rating is in it, so it may be kept.</summary>
internal static class CoverPicture
{
    /// <summary>Pixels, as most of them want it.</summary>
    public const int Width = 1200;

    /// <summary>Pixels.</summary>
    public const int Height = 630;

    private const float Margin = 64, TitleBase = 455, FactsBase = 545, SiteBase = 589, SmallSize = 34;

    /// <summary>Pixels a unit of the cover's title: its room of 152 by 112 becomes 623 by 459.</summary>
    private const float TitleScale = 4.1f;

    /// <summary>The same where stars stand below: 517 by 381.</summary>
    private const float SmallTitleScale = 3.4f;

    private const float SmallTitleBase = 400, StarsTop = 446, StarsBase = 481;

    /// <summary>Pixels a unit of the stars: a row of 120 by 24 becomes 220 by 44.</summary>
    private const float StarsScale = 1.84f;

    /// <summary>The opacity of the stars that are not given: 0 to 255.</summary>
    private const byte EmptyStars = 70;

    /// <summary>Pixels a unit of the drawing: as high as the picture.</summary>
    private const float ArtScale = (float)Height / Cover.Height;

    /// <summary>Width of the lines of rings, in the drawing's units; as in covers.css.</summary>
    private const float RingWidth = 12;

    /// <summary>The picture as PNG, 15 to 60 KB.</summary>
    public static byte[] Draw(SharedPicture shown, CoverFonts fonts)
    {
        var cover = shown.Cover;
        var colours = CoverShapes.Palette(cover.Palette);
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        surface.Canvas.Clear(colours.Ground);
        DrawArt(surface.Canvas, cover, colours);
        DrawWords(surface.Canvas, shown, colours, fonts);
        if (shown.HalfStars > 0) DrawStars(surface.Canvas, Stars.FromHalfStars(shown.HalfStars), colours, fonts);
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

    private static void DrawWords(SKCanvas canvas, SharedPicture shown, CoverColours colours, CoverFonts fonts)
    {
        using var paint = new SKPaint { Color = colours.Words, IsAntialias = true };
        var (cover, lastBase, scale) = shown.HalfStars > 0
            ? (shown.Cover, SmallTitleBase, SmallTitleScale)
            : (shown.Cover, TitleBase, TitleScale);
        for (var i = 0; i < cover.Title.Lines.Count; i++)
        {
            var fromLast = cover.Title.Lines.Count - 1 - i;
            var y = lastBase - fromLast * cover.Title.LineHeight * scale;
            fonts.Draw(canvas, cover.Title.Lines[i], new SKPoint(Margin, y), cover.Title.Size * scale, paint);
        }

        fonts.Draw(canvas, cover.Line, new SKPoint(Margin, FactsBase), SmallSize, paint);
        fonts.Draw(canvas, "OrleansReviews", new SKPoint(Margin, SiteBase), SmallSize, paint);
    }

    /// <summary>Two rows over each other, the upper one cut where the verdict ends, and the verdict in words.</summary>
    private static void DrawStars(SKCanvas canvas, Stars stars, CoverColours colours, CoverFonts fonts)
    {
        using var star = SKPath.ParseSvgPathData(Drawing.Star);
        using var empty = new SKPaint { Color = colours.Words.WithAlpha(EmptyStars), IsAntialias = true };
        using var full = new SKPaint { Color = colours.Words, IsAntialias = true };
        canvas.Save();
        canvas.Translate(Margin, StarsTop);
        canvas.Scale(StarsScale);
        DrawRow(canvas, star, empty);
        canvas.ClipRect(new SKRect(0, 0, Drawing.FullStarsWidth * stars.HalfStars / 10f, Drawing.StarSize));
        DrawRow(canvas, star, full);
        canvas.Restore();
        fonts.Draw(canvas, CriticLabel.Line(stars),
            new SKPoint(Margin + (Drawing.FullStarsWidth + Drawing.StarSize / 2) * StarsScale, StarsBase), SmallSize, full);
    }

    private static void DrawRow(SKCanvas canvas, SKPath star, SKPaint paint)
    {
        canvas.Save();
        for (var i = 0; i < Drawing.FullStarsWidth / Drawing.StarSize; i++)
        {
            canvas.DrawPath(star, paint);
            canvas.Translate(Drawing.StarSize, 0);
        }

        canvas.Restore();
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
