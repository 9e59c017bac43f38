using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Grains;

namespace Grains.Tests.Formats;

/// <summary>
/// What earlier versions sent and stored is read by this one: each message and record, as the bytes that they wrote. The files are never
/// changed; a new version adds a folder, written with <c>REVIEWS_WRITE_FORMATS=vN</c>.
/// </summary>
public sealed class MessageFormatTests
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private static readonly Type[] Messages =
    [
        .. new[] { typeof(FilmRating).Assembly, typeof(GrainsRegistration).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.IsEnum
            && type is { IsAbstract: false, ContainsGenericParameters: false })
            .OrderBy(Alias, StringComparer.Ordinal),
    ];

    private readonly Serializer _serializer = new ServiceCollection().AddSerializer().BuildServiceProvider()
        .GetRequiredService<Serializer>();

    public static TheoryData<string> Versions => [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Formats");

    [Theory]
    [MemberData(nameof(Versions))]
    public void Messages_OfAnEarlierVersion_AreReadAsTheyWereMeant(string version)
    {
        var written = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, version, "messages.json")))!.AsObject();
        Assert.NotEmpty(written);
        var read = Messages.ToDictionary(Alias);
        foreach (var (alias, message) in written)
        {
            Assert.True(read.TryGetValue(alias, out var type), $"'{alias}' was written by {version} and is known no more.");
            var value = _serializer.Deserialize<object>(Convert.FromBase64String(message!["bytes"]!.GetValue<string>()));
            Assert.IsType(type, value);
            AssertHolds(message["value"], JsonSerializer.SerializeToNode(value, type, Json), $"{version}: {alias}");
        }
    }

    [Fact]
    public void Messages_OfThisVersion_AreReadBackAsTheyWereMeant()
    {
        var written = new JsonObject();
        foreach (var type in Messages)
        {
            var sample = JsonSerializer.SerializeToNode(Sample.Of(type, type.Name), type, Json);
            var bytes = _serializer.SerializeToArray(Sample.Of(type, type.Name)!);
            AssertHolds(sample, JsonSerializer.SerializeToNode(_serializer.Deserialize<object>(bytes), type, Json), Alias(type));
            written[Alias(type)] = new JsonObject { ["bytes"] = Convert.ToBase64String(bytes), ["value"] = sample };
        }

        if (FormatFiles.Wanted is { } folder) File.WriteAllText(Path.Combine(folder, "messages.json"), written.ToJsonString(Json) + "\n");
    }

    [Fact]
    public void Messages_OfThisVersion_AreKeptInTheNewestFolder()
    {
        var newest = Directory.GetDirectories(Folder)
            .OrderBy(folder => int.Parse(Path.GetFileName(folder)[1..], CultureInfo.InvariantCulture)).Last();
        var kept = JsonNode.Parse(File.ReadAllText(Path.Combine(newest, "messages.json")))!.AsObject();
        string[] missing = [.. Messages.SelectMany(type => Missing(kept[Alias(type)]?["value"], Written(type), Alias(type)))];
        Assert.True(
            missing.Length == 0,
            $"Not kept in {Path.GetFileName(newest)}: {string.Join(", ", missing)}. Write a new folder with REVIEWS_WRITE_FORMATS, so that "
                + "later versions must read it.");
    }

    [Fact]
    public void Rating_WithATrend_IsReadByAVersionThatKnowsNone()
    {
        var rating = FilmRating.None("f") with { Version = 3, Count = 1, HalfStarSum = 7, Trend =
        [
            new TrendPoint(new DateOnly(2010, 10, 15), 1, 1, 7),
        ] };
        var change = new FeedChange(rating, 2, null);

        var read = _serializer.Deserialize<EarlierChange>(_serializer.SerializeToArray(change))!;

        Assert.Equal(
            ("f", 3, 1, 7, 2), (read.Rating.FilmId, read.Rating.Version, read.Rating.Count, read.Rating.HalfStarSum, read.Revision));
        Assert.Equal(10, read.Rating.Histogram.Length);
    }

    /// <summary>Everything that was written is there unchanged; later additions are allowed.</summary>
    internal static void AssertHolds(JsonNode? written, JsonNode? read, string where)
    {
        switch (written)
        {
            case JsonObject parts:
                foreach (var (name, part) in parts) AssertHolds(part, read is JsonObject found ? found[name] : null, $"{where}.{name}");
                break;
            case JsonArray items:
                Assert.Equal(items.Count, read?.AsArray().Count);
                for (var i = 0; i < items.Count; i++) AssertHolds(items[i], read![i], $"{where}[{i}]");
                break;
            default:
                Assert.True(
                    JsonNode.DeepEquals(written, read), $"{where} was {written?.ToJsonString()} and is read as {read?.ToJsonString()}");
                break;
        }
    }

    private static JsonNode? Written(Type type) => JsonSerializer.SerializeToNode(Sample.Of(type, type.Name), type, Json);

    /// <summary>What is in one and not in the other.</summary>
    private static IEnumerable<string> Missing(JsonNode? kept, JsonNode? written, string where) => (kept, written) switch
    {
        (null, not null) => [where],
        (JsonObject known, JsonObject parts) => parts.SelectMany(part => Missing(known[part.Key], part.Value, $"{where}.{part.Key}")),
        (JsonArray known, JsonArray { Count: > 0 } items) => Missing(known.Count > 0 ? known[0] : null, items[0], $"{where}[]"),
        _ => [],
    };

    private static string Alias(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias;

    /// <summary>A rating as it was before trends.</summary>
    [GenerateSerializer, Immutable, Alias("tests.EarlierRating")]
    internal sealed record EarlierRating(
        [property: Id(0)] string FilmId,
        [property: Id(1)] long Version,
        [property: Id(2)] int Count,
        [property: Id(3)] long HalfStarSum,
        [property: Id(4)] ImmutableArray<int> Histogram);

    [GenerateSerializer, Immutable, Alias("tests.EarlierChange")]
    internal sealed record EarlierChange([property: Id(0)] EarlierRating Rating, [property: Id(1)] int Revision);
}
