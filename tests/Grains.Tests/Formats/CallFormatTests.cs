using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reviews.Contracts.Films;
using Reviews.Grains;

namespace Grains.Tests.Formats;

/// <summary>
/// In a rolling upgrade an earlier version calls this version's grains. Its calls are kept next to its messages: a call never changes, and
/// a changed call gets a new name.
/// </summary>
public sealed class CallFormatTests
{
    private const string File = "calls.json";

    private static readonly JsonSerializerOptions Json =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Version 1 was written before calls were kept.</summary>
    public static TheoryData<string> Versions =>
        [.. Directory.GetDirectories(Folder).Where(folder => System.IO.File.Exists(Path.Combine(folder, File)))
            .Select(folder => Path.GetFileName(folder)!)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Formats");

    [Theory]
    [MemberData(nameof(Versions))]
    public void Calls_OfAnEarlierVersion_AreTakenAsTheyWereMeant(string version)
    {
        var earlier = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Folder, version, File)))!.AsObject();
        var ours = Calls();
        Assert.NotEmpty(earlier);
        foreach (var (grain, calls) in earlier)
        {
            Assert.True(ours.ContainsKey(grain), $"'{grain}' was called by {version} and is known no more.");
            foreach (var (call, shape) in calls!.AsObject())
                Assert.Equal(
                    $"{grain}.{call}{shape!.GetValue<string>()}", $"{grain}.{call}{ours[grain]![call]?.GetValue<string>() ?? " is gone"}");
        }
    }

    [Fact]
    public void Calls_OfThisVersion_AreWrittenWhenAskedFor()
    {
        var ours = Calls();
        Assert.Equal("(reviews.Ballot): reviews.VoteAnswer", ours["reviews.IFilmGrain"]!["Vote"]!.GetValue<string>());
        if (FormatFiles.Wanted is { } folder) System.IO.File.WriteAllText(Path.Combine(folder, File), ours.ToJsonString(Json) + "\n");
    }

    /// <summary>Of each grain and observer, by its alias: each call by its alias, with what it takes and answers.</summary>
    private static JsonObject Calls() => new(
        from type in new[] { typeof(FilmRating).Assembly, typeof(GrainsRegistration).Assembly }.SelectMany(assembly => assembly.GetTypes())
        where type.IsInterface && (typeof(IGrain).IsAssignableFrom(type) || typeof(IGrainObserver).IsAssignableFrom(type))
        orderby Name(type)
        select KeyValuePair.Create<string, JsonNode?>(Name(type), new JsonObject(
            from method in type.GetMethods()
            where method.IsAbstract
            let alias = method.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias
            orderby alias
            select KeyValuePair.Create<string, JsonNode?>(alias, Shape(method)))));

    private static string Shape(MethodInfo method) =>
        $"({string.Join(", ", method.GetParameters().Select(part => Name(part.ParameterType)))}): {Answer(method.ReturnType)}";

    private static string Answer(Type type) => type.IsGenericType ? Name(type.GetGenericArguments()[0]) : "nothing";

    /// <summary>The name under which a type travels: ours by their aliases, so that they may be renamed.</summary>
    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericType) return $"{Bare(type.Name)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        return type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? type.FullName!;
    }

    private static string Bare(string generic) => generic[..generic.IndexOf('`', StringComparison.Ordinal)];
}
