using System.Globalization;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Domain.Tests.Fixtures;

/// <summary>Runs properties from a printed seed; <c>PROPERTY_SEED</c> runs them from that one again.</summary>
internal static class Properties
{
    private const string SeedVariable = "PROPERTY_SEED";

    // Any odd number does; a fixed one makes the seed alone enough to repeat a run.
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static void Holds<T>(Arbitrary<T> inputs, Action<T> assert, int runs = 200)
    {
        var seed = Seed();
        TestContext.Current.TestOutputHelper?.WriteLine($"{SeedVariable}={seed}");
        var replay = FSharpOption<Replay>.Some(new Replay(new Rnd(seed, Gamma), FSharpOption<int>.None));
        Check.One(Config.QuickThrowOnFailure.WithReplay(replay).WithMaxTest(runs).WithQuietOnSuccess(true), Prop.ForAll(inputs, assert));
    }

    /// <summary>Arrays of so many elements, shrunk by leaving parts out.</summary>
    public static Arbitrary<T[]> ArraysOf<T>(Gen<T> element, int least, int most) =>
        Arb.From(Gen.Choose(least, most).SelectMany(length => Gen.ArrayOf(element, length)), Shrunk);

    private static IEnumerable<T[]> Shrunk<T>(T[] whole)
    {
        for (var size = whole.Length / 2; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= whole.Length; from += size)
                yield return [.. whole[..from], .. whole[(from + size)..]];
        }
    }

    private static ulong Seed() => Environment.GetEnvironmentVariable(SeedVariable) is { } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture)
        : BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
