namespace Reviews.Domain.Ratings;

/// <summary>The word next to a critic's stars.</summary>
public static class CriticLabel
{
    /// <summary>From 4 stars 'Excellent', from 3 'Good', from 2 'Fair', from 1 'Poor', below that 'Not recommended'.</summary>
    public static string Of(Stars stars) => (stars.HalfStars / 2) switch
    {
        >= 4 => "Excellent",
        3 => "Good",
        2 => "Fair",
        1 => "Poor",
        _ => "Not recommended",
    };

    /// <summary>Stars and word as one line: <c>3½ stars – Good</c>.</summary>
    public static string Line(Stars stars) => $"{stars} {(stars.HalfStars <= 2 ? "star" : "stars")} – {Of(stars)}";
}
