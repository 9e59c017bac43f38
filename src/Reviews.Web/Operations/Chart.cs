using System.Globalization;
using System.Text;

namespace Reviews.Web.Operations;

/// <summary>One figure over the last five minutes, drawn as a line over a filled area.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Values">Oldest first; null where nobody reported.</param>
/// <param name="Text">How a value is written.</param>
internal sealed record Chart(string Title, IReadOnlyList<double?> Values, Func<double, string> Text)
{
    /// <summary>The drawing's own units; the page stretches it to the room there is.</summary>
    public const int Width = 300;

    public const int Height = 64;

    /// <summary>Room for the line's own thickness.</summary>
    private const int Margin = 2;

    /// <summary>The newest value; a dash when nobody reports.</summary>
    public string Now => Write(Values is [.., var newest] ? newest : null);

    /// <summary>The same as text, for screen readers.</summary>
    public string Alternative => Highest is { } highest
        ? $"{Title}, the last 5 minutes: now {Now}, highest {Text(highest)}, lowest {Write(Values.Min())}."
        : $"{Title}: nothing was reported in the last 5 minutes.";

    /// <summary>The upper end of the scale; null without values.</summary>
    public double? Highest => Values.Max();

    /// <summary>The line, broken where nobody reported.</summary>
    public string Line => Draw(closed: false);

    /// <summary>The ground below it.</summary>
    public string Ground => Draw(closed: true);

    private string Draw(bool closed)
    {
        var path = new StringBuilder();
        for (var start = 0; start < Values.Count; start++)
        {
            var end = start;
            while (end < Values.Count && Values[end] is not null) end++;
            if (end > start) DrawRun(path, start, end, closed);
            start = end;
        }

        return path.ToString();
    }

    private void DrawRun(StringBuilder path, int start, int end, bool closed)
    {
        var points = string.Join('L', Enumerable.Range(start, end - start).Select(index => $"{X(index)} {Y(Values[index]!.Value)}"));
        path.Append('M').Append(points);
        if (closed) path.Append(CultureInfo.InvariantCulture, $"V{Height}H{X(start)}Z");
        else if (end - start == 1) path.Append("h1");   // a single point would not be seen
    }

    private string X(int index) => Units(Width * index / (double)Math.Max(1, Values.Count - 1));

    private string Y(double value)
    {
        var part = Highest is { } highest and > 0 ? value / highest : 0;
        return Units(Height - Margin - (part * (Height - (2 * Margin))));
    }

    private string Write(double? value) => value is { } known ? Text(known) : "–";

    private static string Units(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);
}
