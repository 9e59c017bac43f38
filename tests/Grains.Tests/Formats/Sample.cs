using System.Collections;
using System.Reflection;

namespace Grains.Tests.Formats;

/// <summary>Makes a value of any message, every part of it set to something that is not its default.</summary>
internal static class Sample
{
    public static object? Of(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner, name);
        if (type == typeof(string)) return name + " ½ ü";
        if (type == typeof(bool)) return true;
        if (type == typeof(Guid)) return new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 11, 23, 4, 5, 6, TimeSpan.Zero);
        if (type == typeof(DateOnly)) return new DateOnly(2010, 10, 15);
        if (type == typeof(TimeSpan)) return TimeSpan.FromMilliseconds(1234);
        if (type == typeof(Uri)) return new Uri("https://example.org/a");
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        if (type.IsPrimitive || type == typeof(decimal)) return Convert.ChangeType(name.Length % 7 + 1, type, provider: null);
        if (type.IsInterface) return null;   // observers: a reference means something only where it was made
        return type.IsArray || type.IsGenericType ? Collection(type, name) : Record(type);
    }

    private static object Record(Type type)
    {
        var constructor = type.GetConstructors().Where(one => one.GetParameters() is not [{ } only] || only.ParameterType != type)
            .MaxBy(one => one.GetParameters().Length)!;
        var value = constructor.Invoke([.. constructor.GetParameters().Select(part => Of(part.ParameterType, part.Name!))]);
        foreach (var part in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(
            part => part.IsDefined(typeof(IdAttribute))))
            if (part.CanWrite) part.SetValue(value, Of(part.PropertyType, part.Name));
        return value;
    }

    /// <summary>Two items, made by the collection's own factory for immutable ones.</summary>
    private static object Collection(Type type, string name)
    {
        var parts = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        if (parts.Length == 2) return Map(type, parts, name);
        var items = Array.CreateInstance(parts[0], 2);
        items.SetValue(Of(parts[0], name + "1"), 0);
        items.SetValue(Of(parts[0], name + "22"), 1);
        if (type.IsArray) return items;
        var factory = Factory(type);
        return factory.GetMethods().First(one => one.Name is "CreateRange" or "ToImmutableArray" or "ToImmutableHashSet"
                && one.GetParameters().Length == 1
                && one.GetGenericArguments().Length == 1
                && one.GetParameters()[0].ParameterType.Name.StartsWith("IEnumerable", StringComparison.Ordinal))
            .MakeGenericMethod(parts).Invoke(null, [items])!;
    }

    private static object Map(Type type, Type[] parts, string name)
    {
        var pairs = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(typeof(KeyValuePair<,>).MakeGenericType(parts)))!;
        pairs.Add(Activator.CreateInstance(typeof(KeyValuePair<,>).MakeGenericType(parts), Of(parts[0], name), Of(parts[1], name)));
        return Factory(type).GetMethods().First(one => one.Name == "CreateRange" && one.GetParameters().Length == 1)
            .MakeGenericMethod(parts).Invoke(null, [pairs])!;
    }

    private static Type Factory(Type type) =>
        type.Assembly.GetType($"{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}", throwOnError: true)!;
}
