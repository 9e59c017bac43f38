using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Reviews.Domain.Catalogue;

/// <summary>Reads the values of one row; a doubtful one is left out, with a note.</summary>
internal sealed class RowFields
{
    /// <summary>Maximum characters per text: 300.</summary>
    public const int MaxTextLength = 300;

    /// <summary>Maximum names in a cast or among directors: 100.</summary>
    public const int MaxNames = 100;

    private const int MaxQuoted = 100;

    private readonly List<string> _notes = [];

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The text with one space between its words; null when there is none.</summary>
    public static string? Spaced(string? text)
    {
        var spaced = text is null ? "" : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return spaced.Length == 0 ? null : spaced;
    }

    /// <summary>The text as quoted in a report: its first 100 characters, without terminal control characters.</summary>
    public static string Cut(string text)
    {
        var runes = text.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? Rune.ReplacementChar : rune).ToArray();
        return runes.Length <= MaxQuoted ? string.Concat(runes) : string.Concat(runes.Take(MaxQuoted)) + '…';
    }

    /// <summary>Whether the text is free of control characters and lone surrogates.</summary>
    public static bool IsPrintable(string text) =>
        text.EnumerateRunes().All(rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar);

    public void Note(string note) => _notes.Add(note);

    public void LeftOut(string name, string value, string why) => _notes.Add($"The {name} '{Cut(value)}' left out: {why}.");

    /// <summary>A text of up to 300 characters.</summary>
    public string? Text(string name, string? value)
    {
        if (Spaced(value) is not { } text)
            return null;

        if (text.Length <= MaxTextLength && IsPrintable(text))
            return text;

        LeftOut(name, text, $"not plain text of up to {MaxTextLength} characters");
        return null;
    }

    /// <summary>The distinct names in a list, at most 100.</summary>
    public ImmutableArray<string> Names(string name, IReadOnlyList<string> values)
    {
        var names = values.Select(Spaced).OfType<string>().Distinct().ToArray();
        if (names.Length > MaxNames)
            _notes.Add($"Only the first {MaxNames} of {names.Length} names in {name} were kept.");

        return [.. names.Take(MaxNames).Select(value => Text(name, value)).OfType<string>()];
    }

    /// <summary>A number within its limits, both included.</summary>
    public decimal? Number(string name, string? value, int least, int most, bool whole)
    {
        if (Spaced(value) is not { } text)
            return null;

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most && (!whole || number == decimal.Truncate(number)))
            return number;

        LeftOut(name, text, $"not a {(whole ? "whole " : "")}number from {least} to {most}");
        return null;
    }
}
