using System.Reflection;

namespace Conventions.Tests;

/// <summary>What travels between processes and into journals can be renamed without breaking a rolling upgrade.</summary>
public sealed class MessageTests
{
    private static readonly Type[] Travelling = [.. House.Types("Reviews.Contracts").Concat(House.Types("Reviews.Grains"))];

    private static IEnumerable<Type> GrainInterfaces => Travelling.Where(type =>
        type.IsInterface && (typeof(IGrain).IsAssignableFrom(type) || typeof(IGrainObserver).IsAssignableFrom(type)));

    private static IEnumerable<Type> Serialized =>
        Travelling.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    [Fact]
    public void Alias_IsOnEveryMessageAndGrainInterface()
    {
        var nameless = GrainInterfaces.Concat(Serialized).Where(type => type.GetCustomAttribute<AliasAttribute>(inherit: false) is null);

        Assert.Empty(nameless.Select(type => type.FullName));
    }

    [Fact]
    public void Alias_IsUniqueInTheHouse()
    {
        var aliases = GrainInterfaces.Concat(Serialized).Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias);

        Assert.Empty(aliases.GroupBy(alias => alias).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Alias_IsOnEveryGrainMethodAndUniqueThere()
    {
        foreach (var grain in GrainInterfaces)
        {
            var methods = grain.GetMethods().Where(method => method.IsAbstract).ToArray();
            var aliases = methods.Select(method => method.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).ToArray();
            Assert.All(aliases, Assert.NotNull);
            Assert.Equal(methods.Length, aliases.Distinct().Count());
        }
    }

    [Fact]
    public void Id_IsUniqueWithinEachMessage()
    {
        foreach (var message in Serialized.Where(type => !type.IsEnum))
        {
            var ids = message.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(member => member.GetCustomAttribute<IdAttribute>()?.Id).OfType<uint>().ToArray();
            Assert.Equal(ids.Length, ids.Distinct().Count());
        }
    }

    [Fact]
    public void Message_IsSealedAndImmutable()
    {
        var loose = Serialized.Where(type => !type.IsEnum && type.GetCustomAttribute<ImmutableAttribute>(inherit: false) is null);

        Assert.Empty(loose.Select(type => type.FullName));
    }
}
