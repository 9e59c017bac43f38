using Spectre.Console;

namespace Reviews.Application.Site;

/// <summary>Lines for the person at the console, and for programs that read its output.</summary>
internal static class ConsoleMessages
{
    /// <summary>Writes a line as it is, not wrapped at the console's width, which would break links.</summary>
    public static void Say(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);
}
