using System.Text.Json;
using System.Text.Json.Serialization;
using Reviews.Domain.Ratings;

namespace Reviews.Application.Films;

/// <summary>What stood where stars should be: anything reads, so that the answer can name the field.</summary>
/// <param name="Value">The stars; null when it was none.</param>
[JsonConverter(typeof(StarsInputConverter))]
internal sealed record StarsInput(Stars? Value)
{
    /// <summary>What is said of what are none.</summary>
    public const string Rule = "Must be a number from 0.5 to 5 in half-star steps.";

    /// <summary>What a form sends: 1 to 10; anything else is none.</summary>
    public static StarsInput OfHalfStars(int halfStars) =>
        new(halfStars is >= Stars.MinHalfStars and <= Stars.MaxHalfStars ? Stars.FromHalfStars(halfStars) : (Stars?)null);
}

/// <summary>Reads a number as stars and anything else as none.</summary>
internal sealed class StarsInputConverter : JsonConverter<StarsInput>
{
    public override StarsInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number) && Stars.TryFromNumber(number, out var stars))
            return new StarsInput(stars);
        reader.TrySkip();   // the value is in memory by now; Skip refuses while the end of the body is still to come
        return new StarsInput(Value: null);
    }

    public override void Write(Utf8JsonWriter writer, StarsInput value, JsonSerializerOptions options)
    {
        if (value.Value is { } stars) writer.WriteNumberValue(stars.Number);
        else writer.WriteNullValue();
    }
}
