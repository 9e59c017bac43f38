namespace Grains.Tests.Fixtures;

/// <summary>What a test counted, for the documentation; <c>./reviews test</c> prints it at the end.</summary>
internal static class Figure
{
    public static void Say(string figure) => TestContext.Current.TestOutputHelper?.WriteLine("Figure: " + figure);
}
