using System.Reflection;
using System.Runtime.CompilerServices;

namespace Conventions.Tests;

/// <summary>The assemblies of the house, and the types that people wrote.</summary>
internal static class House
{
    public static readonly string[] Rooms =
    [
        "Reviews.Domain", "Reviews.Contracts", "Reviews.Grains", "Reviews.Storage", "Reviews.Storage.Azure", "Reviews.Storage.PostgreSql",
        "Reviews.Storage.Sqlite", "Reviews.Telemetry", "Reviews.Hosting", "Reviews.Application", "Reviews.Web", "Reviews.Silo",
        "Reviews.Api", "Reviews.Gateway", "Reviews.DevCluster", "Reviews.Migration",
    ];

    public static Assembly Assembly(string room) => System.Reflection.Assembly.Load(room);

    /// <summary>Types from our source files; what generators and the compiler made is left out.</summary>
    public static IEnumerable<Type> Types(string room) => Assembly(room).GetTypes().Where(type =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: true)
        && type.Namespace?.StartsWith("Reviews", StringComparison.Ordinal) == true
        && !type.GetCustomAttributesData().Any(data => data.AttributeType.Name == "GeneratedCodeAttribute")
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.Name.StartsWith("Pages_", StringComparison.Ordinal));
}
