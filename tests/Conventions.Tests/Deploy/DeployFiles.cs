using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Conventions.Tests.Deploy;

/// <summary>What stands under <c>deploy</c>.</summary>
internal static class DeployFiles
{
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, "deploy", .. path]));

    /// <summary>A file's YAML documents, anchors and merges resolved. Every scalar is text.</summary>
    public static IReadOnlyList<JsonNode> Yaml(params string[] path)
    {
        var parser = new MergingParser(new Parser(new StringReader(Read(path))));
        var (reader, writer) = (new DeserializerBuilder().Build(), new SerializerBuilder().JsonCompatible().Build());
        parser.Consume<YamlDotNet.Core.Events.StreamStart>();
        var documents = new List<JsonNode>();
        while (parser.Accept<YamlDotNet.Core.Events.DocumentStart>(out _))
            documents.Add(JsonNode.Parse(writer.Serialize(reader.Deserialize(parser)))!);
        return documents;
    }

    /// <summary>A file's YAML with its anchors and merges resolved, for readers that know neither.</summary>
    public static string Resolved(params string[] path)
    {
        var (parser, reader) = (new MergingParser(new Parser(new StringReader(Read(path)))), new DeserializerBuilder().Build());
        var writer = new SerializerBuilder().DisableAliases().Build();
        parser.Consume<YamlDotNet.Core.Events.StreamStart>();
        var documents = new List<string>();
        while (parser.Accept<YamlDotNet.Core.Events.DocumentStart>(out _)) documents.Add(writer.Serialize(reader.Deserialize(parser)!));
        return string.Join("---\n", documents);
    }

    /// <summary>The value at a path of names, as <c>spec.template.spec</c>; null where there is none.</summary>
    public static JsonNode? At(this JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, (current, name) => (current as JsonObject)?[name]);

    public static string? Text(this JsonNode? node, string path) => (string?)node.At(path);

    public static IEnumerable<JsonNode> Items(this JsonNode? node, string path) => ((JsonArray?)node.At(path) ?? []).OfType<JsonNode>();

    /// <summary>The lines <c>Name=value</c> of an environment file, as systemd reads them.</summary>
    public static Dictionary<string, string?> Environment(params string[] path) => Read(path).Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0].Replace("__", ":", StringComparison.Ordinal), string? (pair) => pair[1].Trim('"'),
            StringComparer.OrdinalIgnoreCase);
}
