namespace Reviews.Web.Editor;

/// <summary>One field of an editor's form, with its content and what is wrong with it.</summary>
/// <param name="Name">As the form sends it, and as the API names it.</param>
/// <param name="Label">Its label.</param>
/// <param name="Value">Its content.</param>
internal sealed record EditorField(string Name, string Label, string? Value)
{
    public string Id => "field-" + Name.Replace('.', '-');

    /// <summary>How it is asked for: <c>text</c>, <c>number</c>, <c>date</c>, <c>datetime-local</c>, <c>lines</c>, <c>choice</c>.</summary>
    public string Kind { get; init; } = "text";

    /// <summary>What is useful to know before writing.</summary>
    public string? Hint { get; init; }

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Error { get; init; }

    /// <summary>Of a choice: value and text.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];

    /// <summary>Of free text: what is usual here.</summary>
    public IReadOnlyList<string> Usual { get; init; } = [];

    /// <summary>Most characters; 0: the server says.</summary>
    public int MaxLength { get; init; }

    /// <summary>Of lines: how many are seen at once.</summary>
    public int Rows { get; init; } = 3;

    /// <summary>The widest it needs to be, as one of the form's classes.</summary>
    public string Width { get; init; } = "wide";

    /// <summary>The ids of what explains it.</summary>
    public string? DescribedBy =>
        string.Join(' ', new[] { Hint is null ? null : $"{Id}-hint", $"{Id}-error" }.OfType<string>());
}
