using System.Reflection;
using System.Runtime.CompilerServices;

namespace Conventions.Tests;

/// <summary>The assemblies of the house, and the types that people wrote.</summary>
internal static class House
{
    public static readonly string[] Rooms =
        ["Reviews.Domain", "Reviews.Contracts", "Reviews.Grains", "Reviews.Storage", "Reviews.Telemetry", "Reviews.Silo", "Reviews.Api",
            "Reviews.Cluster", "Reviews.Copy"];

    public static Assembly Assembly(string room) => System.Reflection.Assembly.Load(room);

    /// <summary>Types from our source files; what generators and the compiler made is left out.</summary>
    public static IEnumerable<Type> Types(string room) => Assembly(room).GetTypes().Where(type =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: true)
        && type.Namespace?.StartsWith("Reviews", StringComparison.Ordinal) == true
        && !type.GetCustomAttributesData().Any(data => data.AttributeType.Name == "GeneratedCodeAttribute")
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.Name.StartsWith("Pages_", StringComparison.Ordinal));
}
