namespace Reviews.Silo;

/// <summary>The back alone: a silo with all grains, in its own process.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => SiloProgram.RunAsync(args, Console.Error);
}
