namespace Reviews.Web.Editor;

/// <summary>Where what an editor wrote and what somebody else saved meanwhile differ, field by field.</summary>
internal sealed record Collision(IReadOnlyList<(string Label, string Theirs, string Yours)> Differences)
{
    /// <summary>The fields of both forms, in the same order.</summary>
    public static Collision Of(IReadOnlyList<EditorField> yours, IReadOnlyList<EditorField> theirs) => new(
        [.. yours.Zip(theirs).Select(pair => (pair.First.Label, Plain(pair.Second.Value), Plain(pair.First.Value)))
            .Where(pair => pair.Item2 != pair.Item3)]);

    /// <summary>Forms are sent with line ends of their own.</summary>
    private static string Plain(string? text) => text?.ReplaceLineEndings("\n").Trim() ?? "";
}
