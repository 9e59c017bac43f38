using System.Text.Json;
using System.Text.Json.Serialization;
using Reviews.Domain.Ratings;

namespace Reviews.Api.Films;

/// <summary>A vote as it is sent.</summary>
internal sealed record VoteRequest
{
    public const string StarsRule = "Must be a number from 0.5 to 5 in half-star steps.";

    /// <summary>From 0.5 to 5, in half-star steps.</summary>
    public StarsInput? Stars { get; init; }
}

/// <summary>Stars: a number from 0.5 to 5, in half-star steps.</summary>
/// <param name="Value">The stars; null when what was sent is not valid.</param>
// Any JSON value is read here, so that the answer can name the field.
[JsonConverter(typeof(StarsInputConverter))]
internal sealed record StarsInput(Stars? Value);

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
