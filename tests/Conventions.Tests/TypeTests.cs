using System.Xml.Linq;

namespace Conventions.Tests;

/// <summary>Habits that every type keeps.</summary>
public sealed class TypeTests
{
    public static TheoryData<string> Rooms => [.. House.Rooms];

    [Theory, MemberData(nameof(Rooms))]
    public void Class_IsSealedUnlessItIsABase(string room)
    {
        var types = House.Types(room).ToArray();
        var open = types.Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !types.Any(type.IsBaseOfOther));

        Assert.Empty(open.Select(type => type.FullName));
    }

    [Theory]
    [InlineData("Reviews.Domain")]
    [InlineData("Reviews.Contracts")]
    [InlineData("Reviews.Storage")]
    [InlineData("Reviews.Telemetry")]
    public void PublicType_IsDocumented(string room)
    {
        var assembly = House.Assembly(room);
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is { } summary && !string.IsNullOrWhiteSpace(summary.Value))
            .Select(member => (string)member.Attribute("name")!).ToHashSet();
        var silent = House.Types(room).Where(type => type.IsVisible && !documented.Contains("T:" + type.FullName!.Replace('+', '.')));

        Assert.Empty(silent.Select(type => type.FullName));
    }

    [Fact]
    public void GrainImplementation_IsInternal()
    {
        var exposed = House.Types("Reviews.Grains").Where(type => type.IsVisible && typeof(IGrain).IsAssignableFrom(type));

        Assert.Empty(exposed.Select(type => type.FullName));
    }
}

/// <summary>Small questions about types.</summary>
internal static class TypeQuestions
{
    public static bool IsBaseOfOther(this Type type, Type other) => other.BaseType is { } parent
        && (parent == type || (parent.IsGenericType && parent.GetGenericTypeDefinition() == type));
}
