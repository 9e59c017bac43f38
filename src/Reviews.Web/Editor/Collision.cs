namespace Reviews.Web.Editor;

/// <summary>The differences, field by field, between what an editor wrote and what someone else saved in the meantime.</summary>
internal sealed record Collision(IReadOnlyList<(string Label, string Theirs, string Yours)> Differences)
{
    /// <summary>The fields of both forms, in the same order.</summary>
    public static Collision Of(IReadOnlyList<EditorField> yours, IReadOnlyList<EditorField> theirs) => new(
        [.. yours.Zip(theirs).Select(pair => (pair.First.Label, Plain(pair.Second.Value), Plain(pair.First.Value)))
            .Where(pair => pair.Item2 != pair.Item3)]);

    /// <summary>Browsers send forms with their own line endings.</summary>
    private static string Plain(string? text) => text?.ReplaceLineEndings("\n").Trim() ?? "";
}
